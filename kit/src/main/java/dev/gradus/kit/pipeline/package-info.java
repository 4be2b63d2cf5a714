/** Runs {@code dvc.yaml}: what changed, in order, with {@code dvc.lock} as DVC itself would write it. */
@NullMarked
package dev.gradus.kit.pipeline;

import org.jspecify.annotations.NullMarked;
