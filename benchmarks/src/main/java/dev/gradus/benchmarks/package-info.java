/** Gradus beside its peers, measured in one run and printed as a table of ratios. */
@NullMarked
package dev.gradus.benchmarks;

import org.jspecify.annotations.NullMarked;
