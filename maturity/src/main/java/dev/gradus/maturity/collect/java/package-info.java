/** Reads Java sources. */
@NullMarked
package dev.gradus.maturity.collect.java;

import org.jspecify.annotations.NullMarked;
