package dev.gradus.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.change.Change;
import dev.gradus.platform.change.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Brings a run over: itself, its parameters, tags and all values of its metrics, what it read and made, and its artefacts. */
@ApplicationScoped
class RunImport {
    private static final int METRICS = 1000;
    private static final int ENTRIES = 100;

    /** The id stays what it was there, unless a run here has it. */
    private static final String INSERT = """
            with free as (select case when exists (select from run where id = :theirs) then :other else :theirs end as id)
            insert into run (id, experiment_id, name, user_id, status, start_time, end_time, artifact_uri)
            select id, :experiment, :name, :user, :status, :start, :end,
                   'mlflow-artifacts:/' || :experiment || '/' || id || '/artifacts' from free
            returning id
            """;

    private final Changes changes;
    private final FileImport files;

    RunImport(Changes changes, FileImport files) {
        this.changes = changes;
        this.files = files;
    }

    /** Brings one over as far as it isn't here. */
    void bring(Trip trip, JsonNode run, String experiment) {
        JsonNode info = run.path("info");
        String theirs = info.path("run_id").asText();
        var copy = trip.ledger().find(Ledger.Kind.RUN, theirs);
        if (copy.isPresent() && copy.get().complete()) {
            return;
        }
        String ours = copy.map(Ledger.Copy::ours).orElseGet(() -> create(trip, info, experiment));
        logEntries(trip, run.path("data"), theirs, ours);
        run.path("data")
                .path("metrics")
                .forEach(metric -> logHistory(trip, metric.path("key").asText(), theirs, ours));
        logModels(trip, run, ours);
        files.ofRun(trip, theirs, experiment + "/" + ours + "/artifacts");
        if (info.has("end_time")) {
            trip.ledger().complete(Ledger.Kind.RUN, theirs);
        }
    }

    private String create(Trip trip, JsonNode info, String experiment) {
        return changes.make("run.import", change -> {
            String theirs = info.path("run_id").asText();
            String ours = insert(change, trip, info, experiment);
            trip.ledger().note(change.handle(), Ledger.Kind.RUN, theirs, ours);
            change.on("run/" + ours).detail("source", trip.url()).detail("run", theirs);
            return ours;
        });
    }

    private static String insert(Change change, Trip trip, JsonNode info, String experiment) {
        String theirs = info.path("run_id").asText();
        String other = UUID.nameUUIDFromBytes((trip.url() + theirs).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return change.handle()
                .createQuery(INSERT)
                .bind("theirs", theirs)
                .bind("other", other)
                .bind("experiment", Long.parseLong(experiment))
                .bind("name", info.path("run_name").asText())
                .bind("user", info.path("user_id").asText())
                .bind("status", info.path("status").asText())
                .bind("start", info.path("start_time").asLong())
                .bind("end", info.has("end_time") ? info.path("end_time").asLong() : null)
                .mapTo(String.class)
                .one();
    }

    private static void logEntries(Trip trip, JsonNode data, String theirs, String ours) {
        Trip.pieces(data.path("params"), ENTRIES).forEach(params -> log(trip, ours, "params", params));
        Trip.pieces(trip.tags(data.path("tags"), theirs), ENTRIES).forEach(tags -> log(trip, ours, "tags", tags));
    }

    private static void logHistory(Trip trip, String key, String theirs, String ours) {
        ArrayNode piece = JsonNodeFactory.instance.arrayNode();
        trip.source().list("metrics/get-history", Map.of("run_id", theirs, "metric_key", key), "metrics", metric -> {
            piece.add(metric);
            if (piece.size() == METRICS) {
                log(trip, ours, "metrics", piece);
                piece.removeAll();
            }
        });
        log(trip, ours, "metrics", piece);
    }

    private static void logModels(Trip trip, JsonNode run, String ours) {
        JsonNode datasets = run.path("inputs").path("dataset_inputs");
        JsonNode read = run.path("inputs").path("model_inputs");
        JsonNode made = run.path("outputs").path("model_outputs");
        if (!datasets.isEmpty() || !read.isEmpty()) {
            ObjectNode inputs = Trip.object().put("run_id", ours);
            inputs.set("datasets", datasets.isEmpty() ? inputs.arrayNode() : datasets);
            inputs.set("models", read.isEmpty() ? inputs.arrayNode() : read);
            trip.post("runs/log-inputs", inputs);
        }
        if (!made.isEmpty()) {
            ObjectNode outputs = Trip.object().put("run_id", ours);
            outputs.set("models", made);
            trip.post("runs/outputs", outputs);
        }
    }

    private static void log(Trip trip, String run, String what, ArrayNode entries) {
        if (!entries.isEmpty()) {
            ObjectNode batch = Trip.object().put("run_id", run);
            batch.set(what, entries.deepCopy());
            trip.post("runs/log-batch", batch);
        }
    }
}
