package dev.gradus.platform.artifacts;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Where runs, logged models and model versions say that their artefacts are. */
@ApplicationScoped
class Roots {
    private static final String SCHEME = "mlflow-artifacts:";

    private static final String VERSION = """
            select v.storage from model_version v join registered_model m on m.id = v.model_id
            where m.team_id = :team and m.name = :name and v.version::text = :version
            """;

    private final Jdbi jdbi;

    Roots(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The URI of a run's artefacts. */
    String ofRun(String run) {
        return find("select artifact_uri from run where id = :run", Map.of("run", run))
                .orElseThrow(() -> MlflowProblem.missing("Run with id=" + run + " not found"));
    }

    /** The URI of a logged model's artefacts. */
    String ofModel(String model) {
        return find("select artifact_uri from logged_model where id = :model and not deleted", Map.of("model", model))
                .orElseThrow(() -> MlflowProblem.missing("Logged model with ID '" + model + "' not found."));
    }

    /** The URI of the artefacts of a version of the caller's team's registered model. */
    String ofVersion(Caller caller, String name, String version) {
        return find(VERSION, Map.of("team", caller.team().id(), "name", name, "version", version))
                .orElseThrow(() -> MlflowProblem.missing(
                        "Model Version (name=%s, version=%s) not found".formatted(name, version)));
    }

    /** What a URI names here; artefacts in a place of their own are not served by this server. */
    static ArtifactPath here(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw MlflowProblem.invalid(
                    "the artifacts at \"%s\" are not kept by this server. Maybe: read them there.".formatted(uri));
        }
        return ArtifactPath.parse(uri.substring(SCHEME.length()).replaceFirst("^/+", ""));
    }

    private Optional<String> find(String query, Map<String, ?> names) {
        return jdbi.withHandle(handle ->
                handle.createQuery(query).bindMap(names).mapTo(String.class).findOne());
    }
}
