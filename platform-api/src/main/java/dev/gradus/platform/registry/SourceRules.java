package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Which locations a model version may name as its source: one that a client later opens in this server's name must be
 * inside what the named run or logged model owns, must not climb out of it, and must not send the server to another host.
 */
final class SourceRules {
    /** With these the location itself says which host is asked. */
    private static final Set<String> HOST_ADDRESSED =
            Set.of("ftp", "sftp", "hdfs", "viewfs", "http", "https", "mlflow-artifacts", "r2", "b2", "abfss");
    /** What MLflow's clients write as the source of a prompt, which has no artefacts. */
    private static final Set<String> PROMPT_SOURCES = Set.of("dummy-source", "prompt-template");

    private final Owner run;
    private final Owner model;

    /** The rules, with what finds the artefacts' root of a run and of a logged model by its id. */
    SourceRules(Roots ofRuns, Roots ofModels) {
        this.run = new Owner("run_id", ofRuns);
        this.model = new Owner("model_id", ofModels);
    }

    /** Finds the artefacts' root of what has this id. */
    @FunctionalInterface
    interface Roots {
        Optional<String> of(String id);
    }

    /** Refuses a source that is none of a prompt's. */
    static void checkPrompt(String source) {
        if (!PROMPT_SOURCES.contains(source)) {
            throw MlflowProblem.invalid(
                    "Invalid prompt source: '" + source + "'. Prompt sources must use an MLflow placeholder.");
        }
    }

    /** Refuses a source on a host that the location names. */
    static void checkHost(String source) {
        Location location = Location.of(source);
        boolean ours = location.scheme().equals("mlflow-artifacts")
                && location.authority().isEmpty();
        if (HOST_ADDRESSED.contains(location.scheme()) && !ours) {
            throw MlflowProblem.invalid("'source' cannot use the '" + location.scheme() + "' scheme: the '"
                    + location.scheme() + "' scheme addresses a host other than the tracking server's configured "
                    + "artifact storage, so the server would connect to the host named in the URI.");
        }
    }

    /** Refuses a source that is not of this run. */
    void checkOfRun(String source, String runId) {
        Location location = Location.of(source);
        if (location.isLocal()) {
            run.requireLocal(source, runId);
            return;
        }
        refuseClimbing(source);
        switch (location.scheme()) {
            case "runs" -> run.require(source, isRun(location, runId));
            case "models" ->
                model.require(source, location.authority().isEmpty() && !(modelUri(source) instanceof ModelUri.Logged));
            default -> run.require(source, !location.isServed() || run.owns(source, runId));
        }
    }

    /** Refuses a source that is not of this logged model. */
    void checkOfModel(String source, String modelId) {
        Location location = Location.of(source);
        if (location.isLocal()) {
            model.requireLocal(source, modelId);
            return;
        }
        refuseClimbing(source);
        switch (location.scheme()) {
            case "runs" -> model.require(source, false);
            case "models" ->
                model.require(
                        source,
                        location.authority().isEmpty()
                                && (!(modelUri(source) instanceof ModelUri.Logged named)
                                        || named.id().equals(modelId)));
            default -> model.require(source, !location.isServed() || model.owns(source, modelId));
        }
    }

    /** The model that a {@code models:/} source names. */
    static ModelUri modelUri(String source) {
        return ModelUri.of(source).orElseThrow(() -> invalid(source, "model_id"));
    }

    private static boolean isRun(Location location, String runId) {
        return location.authority().isEmpty()
                && !runId.isEmpty()
                && location.path().replaceFirst("^/", "").split("/", -1)[0].equals(runId);
    }

    private static void refuseClimbing(String source) {
        String decoded = Location.decode(source);
        String path = Location.of(decoded).path();
        boolean climbs = Arrays.asList(decoded.split("/", -1)).contains("..");
        boolean winds = Arrays.asList(path.split("/", -1)).contains(".");
        boolean absolute = path.matches("/+[^/](?s:.*)");
        if (climbs || winds || !absolute || path.indexOf('\0') >= 0) {
            throw MlflowProblem.invalid("Invalid model version source: '" + source + "'. If supplying a source as an "
                    + "http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path must "
                    + "be provided without relative path references present. Please provide an absolute path.");
        }
    }

    private static MlflowProblem invalid(String source, String owner) {
        return MlflowProblem.invalid("Invalid model version source: '" + source + "'. The " + owner
                + " request parameter must identify the resource that contains the source.");
    }

    /** What may own a source: runs or logged models, as the request names them. */
    private record Owner(String parameter, Roots roots) {
        void require(String source, boolean fine) {
            if (!fine) {
                throw invalid(source, parameter);
            }
        }

        boolean owns(String source, String id) {
            return !id.isEmpty()
                    && roots.of(id)
                            .map(root -> Location.of(source).isWithin(Location.of(root)))
                            .orElse(false);
        }

        void requireLocal(String source, String id) {
            Location location = Location.of(source);
            if (!location.authority().isEmpty() && !isThisHost(location.authority())) {
                throw new MlflowProblem(ErrorCode.INTERNAL_ERROR, source + " is not a valid remote uri.");
            }
            boolean owned =
                    !id.isEmpty() && isBelow(location, roots.of(id).orElseThrow(() -> invalid(source, parameter)));
            if (!owned) {
                throw MlflowProblem.invalid("Invalid model version source: '" + source + "'. To use a local path as a "
                        + "model version source, the " + parameter + " request parameter has to be specified and the "
                        + "local path has to be contained within the artifact directory of the run specified by the "
                        + parameter + ".");
            }
        }

        private static boolean isThisHost(String authority) {
            return authority.startsWith("localhost") || authority.startsWith("127.0.0.1") || authority.equals(".");
        }

        private static boolean isBelow(Location location, String root) {
            Location owner = Location.of(root);
            return owner.isLocal()
                    && !location.segments().contains("..")
                    && new Location("", "", location.path()).isWithin(new Location("", "", owner.path()));
        }
    }
}
