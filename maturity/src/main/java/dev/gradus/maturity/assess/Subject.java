package dev.gradus.maturity.assess;

import org.jspecify.annotations.Nullable;

/**
 * What was assessed.
 *
 * @param commit null for a tree that is only planned
 * @param tree id of the project's tree object, null where there is none
 * @param dirty whether the work tree holds something that the commit does not; it was not looked at
 */
public record Subject(@Nullable String commit, @Nullable String tree, boolean dirty) {}
