/** Reads Python sources. */
@NullMarked
package dev.gradus.maturity.collect.python;

import org.jspecify.annotations.NullMarked;
