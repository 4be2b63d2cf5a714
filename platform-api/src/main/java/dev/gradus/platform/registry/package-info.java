/** The model registry: registered models, their versions, aliases and stages, by MLflow's protocol. */
@NullMarked
package dev.gradus.platform.registry;

import org.jspecify.annotations.NullMarked;
