/** Measures of error, baselines to compare with, and what a command of the project needs around its work. */
@NullMarked
package dev.gradus.kit.train;

import org.jspecify.annotations.NullMarked;
