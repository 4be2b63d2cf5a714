package dev.gradus.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Verb;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Brings registered models over, with their versions under the same numbers, and their aliases. */
@ApplicationScoped
class RegistryImport {
    private static final Pattern OF_RUN = Pattern.compile("mlflow-artifacts:/+(?:.*/)?([\\w-]+)/artifacts(/.*)?");
    private static final Pattern OF_MODEL = Pattern.compile("models:/(m-[\\w-]+)(/.*)?");

    /** Of a version that is made only to be deleted. */
    private static final String USED_UP = "s3://deleted/version";

    private final Jdbi jdbi;

    RegistryImport(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Brings one over as far as it isn't here; a model of ours that has its name already is not touched. */
    void bring(Trip trip, JsonNode model) {
        String name = model.path("name").asText();
        if (trip.ledger().find(Ledger.Kind.REGISTERED_MODEL, name).isEmpty() && !create(trip, model)) {
            return;
        }
        TreeMap<Integer, JsonNode> versions = new TreeMap<>();
        trip.source()
                .list(
                        "model-versions/search",
                        Map.of("filter", "name='" + name.replace("'", "''") + "'"),
                        "model_versions",
                        version -> versions.put(version.path("version").asInt(), version));
        int last = versions.isEmpty() ? 0 : versions.lastKey();
        for (int number = 1; number <= last; number++) {
            bringVersion(trip, name, number, Optional.ofNullable(versions.get(number)));
        }
        model.path("aliases")
                .forEach(alias -> trip.post(
                        "registered-models/alias",
                        Trip.object()
                                .put("name", name)
                                .put("alias", alias.path("alias").asText())
                                .put("version", alias.path("version").asText())));
    }

    private boolean create(Trip trip, JsonNode model) {
        String name = model.path("name").asText();
        ObjectNode request = Trip.object()
                .put("name", name)
                .put("description", model.path("description").asText());
        request.set("tags", trip.tags(model.path("tags"), name));
        try {
            trip.post("registered-models/create", request);
        } catch (MlflowProblem problem) {
            if (problem.code() == ErrorCode.RESOURCE_ALREADY_EXISTS) {
                return ours(trip, name);
            }
            throw problem;
        }
        note(trip, Ledger.Kind.REGISTERED_MODEL, name, name);
        return true;
    }

    /** Whether the model of this name came from there, before a crash that came before the note of it. */
    private boolean ours(Trip trip, String name) {
        JsonNode here = trip.calls()
                .make(
                        trip.caller(),
                        Verb.GET,
                        "registered-models/get",
                        Trip.object().put("name", name));
        for (JsonNode tag : here.path("registered_model").path("tags")) {
            if (tag.path("key").asText().equals(Trip.URL_TAG)
                    && tag.path("value").asText().equals(trip.url())) {
                return true;
            }
        }
        trip.ledger().step("kept the model \"" + name + "\" that was here");
        return false;
    }

    /** A number that was deleted there is used up here too, so that all others stay the same. */
    private void bringVersion(Trip trip, String name, int number, Optional<JsonNode> version) {
        String theirs = name + "/" + number;
        if (trip.ledger().find(Ledger.Kind.MODEL_VERSION, theirs).isPresent()) {
            return;
        }
        ObjectNode request = version.map(found -> request(trip, name, found))
                .orElseGet(() -> Trip.object().put("name", name).put("source", USED_UP));
        String made = trip.post("model-versions/create", request)
                .path("model_version")
                .path("version")
                .asText();
        ObjectNode ours = Trip.object().put("name", name).put("version", made);
        if (version.isEmpty()) {
            trip.calls().make(trip.caller(), Verb.DELETE, "model-versions/delete", ours);
        }
        version.map(found -> found.path("current_stage").asText("None"))
                .filter(stage -> !stage.equals("None"))
                .ifPresent(stage -> trip.post(
                        "model-versions/transition-stage",
                        ours.deepCopy().put("stage", stage).put("archive_existing_versions", false)));
        note(trip, Ledger.Kind.MODEL_VERSION, theirs, made);
    }

    private ObjectNode request(Trip trip, String name, JsonNode version) {
        String run = version.path("run_id").asText();
        ObjectNode request = Trip.object()
                .put("name", name)
                .put("source", source(trip, version.path("source").asText()))
                .put(
                        "run_id",
                        trip.ledger()
                                .find(Ledger.Kind.RUN, run)
                                .map(Ledger.Copy::ours)
                                .orElse(run))
                .put("description", version.path("description").asText());
        request.set(
                "tags",
                trip.tags(
                        version.path("tags"),
                        name + "/" + version.path("version").asText()));
        return request;
    }

    /** Where what they served of a run or a logged model is here; what they had elsewhere is there still. */
    private String source(Trip trip, String theirs) {
        Matcher run = OF_RUN.matcher(theirs);
        Matcher model = OF_MODEL.matcher(theirs);
        if (model.matches()) {
            return "models:/" + ours(trip, Ledger.Kind.LOGGED_MODEL, model.group(1)) + rest(model.group(2));
        }
        if (!run.matches()) {
            return theirs;
        }
        return trip.ledger()
                .find(Ledger.Kind.RUN, run.group(1))
                .map(copy -> root(copy.ours()) + rest(run.group(2)))
                .orElse(theirs);
    }

    private String root(String run) {
        return jdbi.withHandle(handle -> handle.createQuery("select artifact_uri from run where id = :run")
                .bind("run", run)
                .mapTo(String.class)
                .one());
    }

    private static String ours(Trip trip, Ledger.Kind kind, String theirs) {
        return trip.ledger().find(kind, theirs).map(Ledger.Copy::ours).orElse(theirs);
    }

    private static String rest(@Nullable String path) {
        return path == null ? "" : path;
    }

    private void note(Trip trip, Ledger.Kind kind, String theirs, String ours) {
        jdbi.useHandle(handle -> trip.ledger().note(handle, kind, theirs, ours));
    }
}
