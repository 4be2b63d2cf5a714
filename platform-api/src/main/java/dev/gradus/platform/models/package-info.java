/** Logged models: what MLflow 3 knows of a model before anybody registers it. */
@NullMarked
package dev.gradus.platform.models;

import org.jspecify.annotations.NullMarked;
