package dev.gradus.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.change.Change;
import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.Verb;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Brings a logged model over, with its parameters, tags and artefacts. */
@ApplicationScoped
class ModelImport {
    private static final String INSERT = """
            with free as (
                select case when exists (select from logged_model where id = :theirs) then :other else :theirs end as id)
            insert into logged_model
                (id, experiment_id, name, artifact_uri, model_type, source_run_id, status, created_at, updated_at)
            select id, :experiment, :name, 'mlflow-artifacts:/' || :experiment || '/models/' || id || '/artifacts',
                   :type, :run, :status, :created, :updated from free
            returning id
            """;

    private final Changes changes;
    private final FileImport files;

    ModelImport(Changes changes, FileImport files) {
        this.changes = changes;
        this.files = files;
    }

    /** Brings one over as far as it isn't here. */
    void bring(Trip trip, JsonNode model, String experiment) {
        String theirs = model.path("info").path("model_id").asText();
        var copy = trip.ledger().find(Ledger.Kind.LOGGED_MODEL, theirs);
        if (copy.isPresent() && copy.get().complete()) {
            return;
        }
        String ours = copy.map(Ledger.Copy::ours).orElseGet(() -> create(trip, model.path("info"), experiment));
        describe(trip, model, theirs, ours);
        files.ofModel(trip, theirs, experiment + "/models/" + ours + "/artifacts");
        trip.ledger().complete(Ledger.Kind.LOGGED_MODEL, theirs);
    }

    private String create(Trip trip, JsonNode info, String experiment) {
        return changes.make("logged-model.import", change -> {
            String theirs = info.path("model_id").asText();
            String ours = insert(change, trip, info, experiment);
            trip.ledger().note(change.handle(), Ledger.Kind.LOGGED_MODEL, theirs, ours);
            change.on("logged-model/" + ours).detail("source", trip.url()).detail("model", theirs);
            return ours;
        });
    }

    private static String insert(Change change, Trip trip, JsonNode info, String experiment) {
        String theirs = info.path("model_id").asText();
        String run = info.path("source_run_id").asText();
        UUID other = UUID.nameUUIDFromBytes((trip.url() + theirs).getBytes(StandardCharsets.UTF_8));
        return change.handle()
                .createQuery(INSERT)
                .bind("theirs", theirs)
                .bind("other", "m-" + other.toString().replace("-", ""))
                .bind("experiment", Long.parseLong(experiment))
                .bind("name", info.path("name").asText())
                .bind("type", info.path("model_type").asText())
                .bind(
                        "run",
                        trip.ledger()
                                .find(Ledger.Kind.RUN, run)
                                .map(Ledger.Copy::ours)
                                .orElse(run))
                .bind("status", status(info.path("status").asText()))
                .bind("created", info.path("creation_timestamp_ms").asLong())
                .bind("updated", info.path("last_updated_timestamp_ms").asLong())
                .mapTo(String.class)
                .one();
    }

    /** The numbers of LoggedModelStatus in MLflow's protocol. */
    private static int status(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "LOGGED_MODEL_PENDING", "PENDING" -> 1;
            case "LOGGED_MODEL_UPLOAD_FAILED", "FAILED" -> 3;
            default -> 2;
        };
    }

    private static void describe(Trip trip, JsonNode model, String theirs, String ours) {
        JsonNode params = model.path("data").path("params");
        if (!params.isEmpty()) {
            ObjectNode request = Trip.object().put("model_id", ours);
            request.set("params", params);
            trip.post("logged-models/" + ours + "/params", request);
        }
        ObjectNode tags = Trip.object().put("model_id", ours);
        tags.set("tags", trip.tags(model.path("info").path("tags"), theirs));
        trip.calls().make(trip.caller(), Verb.PATCH, "logged-models/" + ours + "/tags", tags);
    }
}
