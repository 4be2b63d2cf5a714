/** Reads trip records and says what it left out and why. */
@NullMarked
package dev.gradus.kit.data;

import org.jspecify.annotations.NullMarked;
