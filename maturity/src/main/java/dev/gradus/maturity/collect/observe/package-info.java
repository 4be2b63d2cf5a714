/** Observes what a service tells of itself while it runs, and whom it wakes. */
@NullMarked
package dev.gradus.maturity.collect.observe;

import org.jspecify.annotations.NullMarked;
