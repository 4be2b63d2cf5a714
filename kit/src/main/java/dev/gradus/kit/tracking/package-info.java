/** Remembers runs: as files beside the project always, and on an MLflow server where one is named. */
@NullMarked
package dev.gradus.kit.tracking;

import org.jspecify.annotations.NullMarked;
