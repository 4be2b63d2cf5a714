/** Observed things, and the declaration of what can be observed. */
@NullMarked
package dev.gradus.maturity.fact;

import org.jspecify.annotations.NullMarked;
