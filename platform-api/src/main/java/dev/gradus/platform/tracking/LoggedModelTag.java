package dev.gradus.platform.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.mlflow.MlflowJson;
import dev.gradus.platform.mlflow.MlflowProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** A model as clients of MLflow 2 log it: one element of a list in a tag of the run. */
record LoggedModelTag(String json) {
    private static final String KEY = "mlflow.log-model.history";
    private static final List<String> KEPT = List.of("run_id", "artifact_path", "utc_time_created", "model_uuid");
    private static final List<String> MANDATORY = List.of("artifact_path", "flavors", "utc_time_created", "run_id");

    /** Reads a model's description. */
    static LoggedModelTag of(String text) {
        JsonNode model = MlflowJson.read(text.getBytes(StandardCharsets.UTF_8));
        if (!model.isObject()) {
            throw MlflowProblem.invalid("Malformed model info. \n " + text + " \n is not a valid JSON.");
        }
        String missing = MANDATORY.stream()
                .filter(name -> !model.has(name))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        if (!missing.equals("{}")) {
            throw MlflowProblem.invalid("Model json is missing mandatory fields: " + missing);
        }
        return new LoggedModelTag(kept((ObjectNode) model).toString());
    }

    /** Adds it to the run's list. */
    void add(Handle handle, RunRef run) {
        handle.createUpdate("""
                        insert into run_tag (run, experiment_id, key, value) values (:run, :experiment, :key, '[' || :model || ']')
                        on conflict (run, key) do update set value = rtrim(run_tag.value, ']') || ', ' || :model || ']'
                        """)
                .bind("run", run.number())
                .bind("experiment", run.experimentId())
                .bind("key", KEY)
                .bind("model", json)
                .execute();
    }

    /** What the tag keeps of a model: where it came from, and its flavours without their configuration. */
    private static ObjectNode kept(ObjectNode model) {
        ObjectNode kept = model.objectNode();
        KEPT.stream().filter(model::has).forEach(name -> kept.set(name, model.get(name)));
        ObjectNode flavors = kept.putObject("flavors");
        model.path("flavors")
                .properties()
                .forEach(
                        flavor -> flavors.set(flavor.getKey(), flavor.getValue().deepCopy()));
        Stream.of(flavors).flatMap(all -> all.properties().stream()).forEach(flavor -> {
            if (flavor.getValue() instanceof ObjectNode configured) {
                configured.remove("config");
            }
        });
        return kept;
    }
}
