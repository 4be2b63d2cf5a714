/** Reads files of a tree that may be hostile: too large, binary, broken or nested without end. */
@NullMarked
package dev.gradus.maturity.collect.read;

import org.jspecify.annotations.NullMarked;
