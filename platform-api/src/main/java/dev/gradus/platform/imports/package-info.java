/** Experiments, runs and models brought over from an MLflow server that a team has. */
@NullMarked
package dev.gradus.platform.imports;

import org.jspecify.annotations.NullMarked;
