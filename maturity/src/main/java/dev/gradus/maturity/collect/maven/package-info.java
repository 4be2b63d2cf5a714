/** Reads Maven builds. */
@NullMarked
package dev.gradus.maturity.collect.maven;

import org.jspecify.annotations.NullMarked;
