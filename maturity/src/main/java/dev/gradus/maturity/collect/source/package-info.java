/** Observes what commands start, and what the code that they reach does. */
@NullMarked
package dev.gradus.maturity.collect.source;

import org.jspecify.annotations.NullMarked;
