/** Observes how training data is named. */
@NullMarked
package dev.gradus.maturity.collect.data;

import org.jspecify.annotations.NullMarked;
