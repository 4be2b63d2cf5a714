/** Observes who answers for which part of a project, and which rules a change must pass. */
@NullMarked
package dev.gradus.maturity.collect.review;

import org.jspecify.annotations.NullMarked;
