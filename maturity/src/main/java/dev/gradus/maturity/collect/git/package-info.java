/** Observes the files of a tree and the commits behind it. */
@NullMarked
package dev.gradus.maturity.collect.git;

import org.jspecify.annotations.NullMarked;
