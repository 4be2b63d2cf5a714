/** Observes builds, what they depend on, and how that is pinned. */
@NullMarked
package dev.gradus.maturity.collect.build;

import org.jspecify.annotations.NullMarked;
