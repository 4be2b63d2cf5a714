/** The protocol of MLflow: its requests, its errors, its page tokens. */
@NullMarked
package dev.gradus.platform.mlflow;

import org.jspecify.annotations.NullMarked;
