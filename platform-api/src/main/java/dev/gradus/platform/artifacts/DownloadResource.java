package dev.gradus.platform.artifacts;

import dev.gradus.platform.access.Callers;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Downloads of artefacts that are named by whose they are, as pages and old clients ask for them. */
@Path("/")
@Produces(MediaType.WILDCARD)
public class DownloadResource {
    private final Callers callers;
    private final Roots roots;
    private final Sending sending;

    DownloadResource(Callers callers, Roots roots, Sending sending) {
        this.callers = callers;
        this.roots = roots;
        this.sending = sending;
    }

    /** An artefact of a run. */
    @GET
    @Operation(hidden = true)
    @Path("get-artifact")
    public Response ofRun(
            @QueryParam("run_id") @Nullable String run,
            @QueryParam("run_uuid") @Nullable String uuid,
            @QueryParam("path") @Nullable String path,
            @Context Request request,
            @Context HttpHeaders headers) {
        callers.current();
        return send(roots.ofRun(required(run == null ? uuid : run, "run_id")), path, request, headers);
    }

    /** An artefact of a logged model. */
    @GET
    @Operation(hidden = true)
    @Path("{prefix: api|ajax-api}/2.0/mlflow/logged-models/{model}/artifacts/files")
    public Response ofModel(
            @PathParam("model") String model,
            @QueryParam("artifact_file_path") @Nullable String path,
            @Context Request request,
            @Context HttpHeaders headers) {
        callers.current();
        return send(roots.ofModel(model), path, request, headers);
    }

    /** An artefact of a version of the team's registered model. */
    @GET
    @Operation(hidden = true)
    @Path("model-versions/get-artifact")
    public Response ofVersion(
            @QueryParam("name") @Nullable String name,
            @QueryParam("version") @Nullable String version,
            @QueryParam("path") @Nullable String path,
            @Context Request request,
            @Context HttpHeaders headers) {
        String root = roots.ofVersion(callers.current(), required(name, "name"), required(version, "version"));
        return send(root, path, request, headers);
    }

    private Response send(String root, @Nullable String path, Request request, HttpHeaders headers) {
        return sending.get(Roots.here(root).resolve(required(path, "path")), request, headers);
    }

    private static String required(@Nullable String value, String parameter) {
        if (value == null || value.isEmpty()) {
            throw MlflowProblem.invalid("Missing value for required parameter '%s'.".formatted(parameter));
        }
        return value;
    }
}
