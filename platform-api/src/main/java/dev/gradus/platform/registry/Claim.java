package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.Fields;
import java.util.Optional;

/**
 * Where a version comes from, as who registers it says.
 *
 * @param run the run's id, where the request has one
 * @param loggedModel the logged model's id, where the request has one
 */
record Claim(String source, Optional<String> run, Optional<String> loggedModel) {
    static Claim of(Fields fields) {
        return new Claim(fields.text("source"), fields.optionalText("run_id"), fields.optionalText("model_id"));
    }
}
