package dev.gradus.platform.artifacts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gradus.platform.access.Callers;
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
import org.jspecify.annotations.Nullable;

/** The artefacts as MLflow's clients read and write them where the server is between them and the store. */
@Path("/{prefix: api|ajax-api}/2.0/mlflow-artifacts/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ArtifactResource {
    private final Callers callers;
    private final Artifacts artifacts;
    private final Sending sending;

    ArtifactResource(Callers callers, Artifacts artifacts, Sending sending) {
        this.callers = callers;
        this.artifacts = artifacts;
        this.sending = sending;
    }

    /** What is in a folder. */
    @GET
    public Listing list(@QueryParam("path") @Nullable String path) {
        callers.current();
        List<Listed> listed = artifacts.list(ArtifactPath.parse(path == null ? "" : path));
        return Listing.of(listed, "");
    }

    /** The bytes of an artefact, or a range of them. */
    @GET
    @Path("{path: .+}")
    public Response get(@PathParam("path") String path, @Context Request request, @Context HttpHeaders headers) {
        callers.current();
        return sending.get(ArtifactPath.parse(path), request, headers);
    }

    /** What a GET would say of an artefact. */
    @HEAD
    @Path("{path: .+}")
    public Response head(@PathParam("path") String path, @Context Request request, @Context HttpHeaders headers) {
        callers.current();
        return sending.head(ArtifactPath.parse(path), request, headers);
    }

    /** Keeps the body under this name. */
    @PUT
    @Path("{path: .+}")
    public Map<String, String> put(
            @PathParam("path") String path, @HeaderParam("Content-Length") @Nullable Long length, InputStream body) {
        try {
            artifacts.put(ArtifactPath.parse(path), body, length == null ? -1 : length);
            return Map.of();
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    /** Deletes an artefact, or a folder with all in it. */
    @DELETE
    @Path("{path: .+}")
    public Map<String, String> delete(@PathParam("path") String path) {
        artifacts.delete(ArtifactPath.parse(path));
        return Map.of();
    }

    static MlflowProblem brokenOff(IOException broken) {
        return new MlflowProblem(ErrorCode.BAD_REQUEST, "the upload broke off: " + broken.getMessage());
    }

    /** What is in a folder, as MLflow has it. */
    record Listing(List<Entry> files) {
        static Listing of(List<Listed> listed, String folder) {
            return new Listing(listed.stream()
                    .map(one -> new Entry(
                            folder + one.name(),
                            one.folder(),
                            one.folder() ? null : one.size().getAsLong()))
                    .toList());
        }

        /** One file or folder. */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Entry(
                String path,
                @JsonProperty("is_dir") boolean folder,
                @JsonProperty("file_size") @Nullable Long size) {}
    }
}
