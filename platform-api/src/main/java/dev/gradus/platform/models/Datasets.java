package dev.gradus.platform.models;

import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.search.Binds;
import java.util.List;
import java.util.stream.Collectors;

/** The datasets on which metrics were measured, as conditions on a {@code logged_model_metric x}. */
final class Datasets {
    static final Shape SHAPE = Shape.of(Field.text("dataset_name"), Field.text("dataset_digest"));

    private Datasets() {}

    /** That a metric was measured on one of these; nothing if there are none. */
    static String onAnyOf(List<Fields> datasets, Binds binds) {
        if (datasets.isEmpty()) {
            return "";
        }
        if (datasets.stream().anyMatch(dataset -> dataset.text("dataset_name").isEmpty())) {
            throw MlflowProblem.invalid("`dataset_name` in the `datasets` clause must be specified.");
        }
        return datasets.stream()
                .map(dataset -> "true" + measuredOn(dataset, binds))
                .collect(Collectors.joining(" or ", " and (", ")"));
    }

    /** That a metric was measured on the dataset which the fields name, as far as they name one. */
    static String measuredOn(Fields fields, Binds binds) {
        StringBuilder condition = new StringBuilder();
        fields.filledText("dataset_name")
                .ifPresent(name -> condition.append(" and x.dataset_name = ").append(binds.add(name)));
        fields.filledText("dataset_digest")
                .ifPresent(
                        digest -> condition.append(" and x.dataset_digest = ").append(binds.add(digest)));
        return condition.toString();
    }

    /** What tells two lists of datasets apart. */
    static String question(List<Fields> datasets) {
        return datasets.stream().map(Datasets::name).toList().toString();
    }

    /** What tells two datasets apart. */
    static List<String> name(Fields fields) {
        return List.of(fields.text("dataset_name"), fields.text("dataset_digest"));
    }
}
