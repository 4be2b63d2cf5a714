/** Turns a source (tree, history, recorded runs) into facts. */
@NullMarked
package dev.gradus.maturity.collect;

import org.jspecify.annotations.NullMarked;
