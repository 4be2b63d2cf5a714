/** Observes what proposes updates of dependencies, and what looks for flaws in them. */
@NullMarked
package dev.gradus.maturity.collect.update;

import org.jspecify.annotations.NullMarked;
