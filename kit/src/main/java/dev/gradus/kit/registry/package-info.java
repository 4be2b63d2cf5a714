/** Versions of the model and their aliases: in a folder of the project, and on an MLflow server where one is named. */
@NullMarked
package dev.gradus.kit.registry;

import org.jspecify.annotations.NullMarked;
