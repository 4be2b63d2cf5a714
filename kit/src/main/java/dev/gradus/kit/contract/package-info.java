/** The data contract: what one ride must be and how a whole file of them must be distributed, before anything is learnt. */
@NullMarked
package dev.gradus.kit.contract;

import org.jspecify.annotations.NullMarked;
