/** Answers that say no. */
@NullMarked
package dev.gradus.platform.problem;

import org.jspecify.annotations.NullMarked;
