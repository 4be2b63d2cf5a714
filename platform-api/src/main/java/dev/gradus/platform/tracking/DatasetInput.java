package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.Fields;
import java.util.List;
import java.util.Optional;

/** A dataset that a run read, with the tags that say what for. */
record DatasetInput(
        String name,
        String digest,
        String sourceType,
        String source,
        Optional<String> schema,
        Optional<String> profile,
        List<Entry> tags) {
    static DatasetInput of(Fields fields) {
        Fields dataset = fields.message("dataset");
        return new DatasetInput(
                Limits.length("name", 500, dataset.text("name")),
                Limits.length("digest", 36, dataset.text("digest")),
                dataset.text("source_type"),
                Limits.length("source", 65_535, dataset.text("source")),
                dataset.filledText("schema").map(text -> Limits.length("schema", 1_048_575, text)),
                dataset.filledText("profile").map(text -> Limits.length("profile", 16_777_215, text)),
                fields.messages("tags").stream().map(DatasetInput::tag).toList());
    }

    private static Entry tag(Fields fields) {
        return new Entry(
                Limits.length("key", 255, fields.text("key")), Limits.length("value", 500, fields.text("value")));
    }
}
