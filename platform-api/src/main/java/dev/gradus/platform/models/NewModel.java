package dev.gradus.platform.models;

import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Python;
import dev.gradus.platform.tracking.RunNames;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A logged model to be made. */
record NewModel(String id, String name, String type, String sourceRunId) {
    private static final String BAD_SIGNS = "/:.%\"'";

    static NewModel of(Fields fields) {
        return new NewModel(
                "m-" + UUID.randomUUID().toString().replace("-", ""),
                fields.filledText("name")
                        .map(NewModel::checked)
                        .orElseGet(() -> RunNames.next(ThreadLocalRandom.current())),
                fields.text("model_type"),
                fields.text("source_run_id"));
    }

    private static String checked(String name) {
        if (name.chars().anyMatch(sign -> BAD_SIGNS.indexOf(sign) >= 0)) {
            throw MlflowProblem.invalid("Invalid model name (" + Python.quoted(name)
                    + ") provided. Model name must be a non-empty string and cannot contain the following characters: "
                    + "('/', ':', '.', '%', '\"', \"'\")");
        }
        return name;
    }
}
