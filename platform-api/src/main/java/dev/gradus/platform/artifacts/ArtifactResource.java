package dev.gradus.platform.artifacts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gradus.platform.access.Callers;
import dev.gradus.platform.audit.Refusals;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.IOUtils;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The artefacts as MLflow's clients read and write them where the server is between them and the store. */
@Path("/{prefix: api|ajax-api}/2.0/mlflow-artifacts/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ArtifactResource {
    /** How much of an upload that is refused is read for courtesy, in bytes. */
    private static final long PATIENCE = 64L << 20;

    private final Callers callers;
    private final Artifacts artifacts;
    private final Sending sending;
    private final Refusals refusals;

    ArtifactResource(Callers callers, Artifacts artifacts, Sending sending, Refusals refusals) {
        this.callers = callers;
        this.artifacts = artifacts;
        this.sending = sending;
        this.refusals = refusals;
    }

    /** What is in a folder. */
    @GET
    @Operation(hidden = true)
    public Listing list(@QueryParam("path") @Nullable String path) {
        callers.current();
        return new Listing(entries(artifacts.list(read(path == null ? "" : path)), ""));
    }

    /** The bytes of an artefact, or a range of them. */
    @GET
    @Operation(hidden = true)
    @Path("{path: .+}")
    public Response get(@PathParam("path") String path, @Context Request request, @Context HttpHeaders headers) {
        callers.current();
        return sending.get(read(path), request, headers);
    }

    /** What a GET would say of an artefact. */
    @HEAD
    @Operation(hidden = true)
    @Path("{path: .+}")
    public Response head(@PathParam("path") String path, @Context Request request, @Context HttpHeaders headers) {
        callers.current();
        return sending.head(read(path), request, headers);
    }

    /** Keeps the body under this name. */
    @PUT
    @Operation(hidden = true)
    @Path("{path: .+}")
    public Map<String, String> put(
            @PathParam("path") String path, @HeaderParam("Content-Length") @Nullable Long length, InputStream body) {
        try {
            artifacts.put(read(path), body, length == null ? -1 : length);
            return Map.of();
        } catch (IOException broken) {
            throw brokenOff(broken);
        } catch (MlflowProblem refused) {
            hearOut(body);
            throw refused;
        }
    }

    /** Deletes an artefact, or a folder with all in it. */
    @DELETE
    @Operation(hidden = true)
    @Path("{path: .+}")
    public Map<String, String> delete(@PathParam("path") String path) {
        artifacts.delete(read(path));
        return Map.of();
    }

    /** A client that still sends doesn't hear the answer; one that has very much to say is cut off. */
    private static void hearOut(InputStream body) {
        try {
            IOUtils.skip(body, PATIENCE);
        } catch (IOException gone) {
            // Nobody is left to be answered.
        }
    }

    static MlflowProblem brokenOff(IOException broken) {
        return new MlflowProblem(ErrorCode.BAD_REQUEST, "the upload broke off: " + broken.getMessage());
    }

    static List<Entry> entries(List<Listed> listed, String folder) {
        return listed.stream()
                .map(one -> new Entry(
                        folder + one.name(),
                        one.folder(),
                        one.folder() ? null : one.size().getAsLong()))
                .toList();
    }

    private ArtifactPath read(String path) {
        try {
            return ArtifactPath.parse(path);
        } catch (MlflowProblem refused) {
            refusals.record("artifact.name", "artifact", refused.message());
            throw refused;
        }
    }

    /** What is in a folder, as MLflow has it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Listing(List<Entry> files) {}

    /** One file or folder. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String path,
            @JsonProperty("is_dir") boolean folder,
            @JsonProperty("file_size") @Nullable Long size) {}
}
