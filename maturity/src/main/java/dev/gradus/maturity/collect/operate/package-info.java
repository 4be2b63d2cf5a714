/** Observes how a project is operated: how it goes back to an earlier release, and where its environments come from. */
@NullMarked
package dev.gradus.maturity.collect.operate;

import org.jspecify.annotations.NullMarked;
