/** A model as one canonical file, and its inference in plain Java. */
@NullMarked
package dev.gradus.kit.weights;

import org.jspecify.annotations.NullMarked;
