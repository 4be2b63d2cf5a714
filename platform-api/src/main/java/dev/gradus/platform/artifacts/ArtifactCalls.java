package dev.gradus.platform.artifacts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the protocol asks about the artefacts of a run or a logged model, by their ids. */
@ApplicationScoped
class ArtifactCalls implements EndpointGroup {
    private static final Shape LIST =
            Shape.of(Field.text("run_id").required(), Field.text("path"), Field.text("page_token"));

    private static final Shape LIST_OF_MODEL = Shape.of(Field.text("artifact_directory_path"));

    private static final Shape SIGN = Shape.of(
            Field.text("run_id"), Field.text("model_id"), Field.text("path").required(), Field.int64("expiration"));

    private static final Shape SIGN_OF_RUN =
            Shape.of(Field.text("run_id").required(), Field.text("path").required(), Field.int64("expiration"));

    private static final List<Endpoint<ArtifactCalls>> ENDPOINTS = List.of(
            Endpoint.get("artifacts/list", "Lists a run's artifacts.", LIST, ArtifactCalls::list),
            Endpoint.get(
                    "logged-models/{model_id}/artifacts/directories",
                    "Lists a logged model's artifacts.",
                    LIST_OF_MODEL,
                    ArtifactCalls::listOfModel),
            Endpoint.post(
                    "artifacts/presigned-upload-url",
                    "Refuses: artifacts go through the server, or in parts.",
                    SIGN,
                    ArtifactCalls::signUpload),
            Endpoint.post(
                    "artifacts/presigned-download-url",
                    "Refuses: the proxy's own endpoint signs.",
                    SIGN_OF_RUN,
                    ArtifactCalls::signDownload));

    private final Artifacts artifacts;
    private final Roots roots;

    ArtifactCalls(Artifacts artifacts, Roots roots) {
        this.artifacts = artifacts;
        this.roots = roots;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object list(Call call) {
        return list(roots.ofRun(call.fields().text("run_id")), call.fields().filledText("path"));
    }

    private Object listOfModel(Call call) {
        String root = roots.ofModel(call.path().getOrDefault("model_id", ""));
        return list(root, call.fields().filledText("artifact_directory_path"));
    }

    private Listing list(String root, Optional<String> folder) {
        ArtifactPath path = Roots.here(root);
        ArtifactPath listed = folder.map(path::resolve).orElse(path);
        String before = listed.inside().isEmpty() ? "" : listed.inside() + "/";
        return new Listing(root, ArtifactResource.entries(artifacts.list(listed), before));
    }

    private Object signUpload(Call call) {
        Optional<String> run = call.fields().filledText("run_id");
        Optional<String> model = call.fields().filledText("model_id");
        if (Stream.of(run, model).flatMap(Optional::stream).count() != 1) {
            throw MlflowProblem.invalid("Exactly one of run_id and model_id must be provided.");
        }
        String root = run.map(roots::ofRun).orElseGet(() -> roots.ofModel(model.orElseThrow()));
        throw MlflowProblem.invalid(
                "Presigned upload is not supported for proxied artifact storage (artifact URI scheme: " + scheme(root)
                        + "). This endpoint requires a direct cloud storage artifact URI.");
    }

    private Object signDownload(Call call) {
        String root = roots.ofRun(call.fields().text("run_id"));
        throw MlflowProblem.invalid(
                "Presigned download is not supported for runs with proxied artifact storage (artifact URI scheme: "
                        + scheme(root) + "). This endpoint requires a run with a direct cloud storage artifact URI.");
    }

    private static String scheme(String uri) {
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Listing(String rootUri, List<ArtifactResource.Entry> files) {}
}
