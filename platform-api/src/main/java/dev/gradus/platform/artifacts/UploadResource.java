package dev.gradus.platform.artifacts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Uploads in parts, as MLflow's clients make them of large files. */
@Path("/{prefix: api|ajax-api}/2.0/mlflow-artifacts/mpu")
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {
    private final Uploads uploads;

    UploadResource(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * Begins an upload; where and with which headers each part is put. Parts that are put here are put with the token that began the
     * upload, so it is told to the client that just showed it.
     */
    @POST
    @Path("create/{path: .+}")
    public Response begin(
            @PathParam("path") String folder, Begin begin, @Context UriInfo uri, @Context HttpHeaders headers) {
        int count = begin.parts() == null ? 1 : begin.parts();
        Uploads.Begun begun = uploads.begin(target(folder, begin.path()), count);
        List<Credential> credentials = begun.addresses().isEmpty()
                ? ours(begun.id(), count, uri, headers)
                : IntStream.rangeClosed(1, count)
                        .mapToObj(number -> new Credential(begun.addresses().get(number - 1), number, Map.of()))
                        .toList();
        return Response.ok(new Begun(begun.id(), credentials))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Takes a part. */
    @PUT
    @Path("parts/{upload}/{number}")
    @Consumes(MediaType.WILDCARD)
    public Response add(
            @PathParam("upload") String upload,
            @PathParam("number") int number,
            @HeaderParam("Content-Length") @Nullable Long length,
            InputStream body) {
        try {
            String tag = uploads.add(id(upload), number, body, length == null ? -1 : length);
            return Response.ok(Map.of()).tag(tag).build();
        } catch (IOException broken) {
            throw ArtifactResource.brokenOff(broken);
        }
    }

    /** Makes the artefact of its parts. */
    @POST
    @Path("complete/{path: .+}")
    public Map<String, String> complete(@PathParam("path") String folder, Complete complete) throws IOException {
        List<DirectBlobs.Part> parts =
                Optional.ofNullable(complete.parts()).orElseThrow(() -> missing("parts")).stream()
                        .map(part -> new DirectBlobs.Part(part.number(), part.tag()))
                        .toList();
        uploads.complete(id(complete.upload()), target(folder, complete.path()), parts);
        return Map.of();
    }

    /** Forgets an upload. */
    @POST
    @Path("abort/{path: .+}")
    public Map<String, String> abort(@PathParam("path") String folder, Abort abort) {
        uploads.abort(id(abort.upload()), target(folder, abort.path()));
        return Map.of();
    }

    private static List<Credential> ours(UUID id, int count, UriInfo uri, HttpHeaders headers) {
        Map<String, String> token =
                Map.of(HttpHeaders.AUTHORIZATION, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        URI parts = uri.getBaseUri().resolve("/api/2.0/mlflow-artifacts/mpu/parts/" + id + "/");
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Credential(parts.resolve(Integer.toString(number)), number, token))
                .toList();
    }

    /** The client names the file it has at home; its last name is the artefact's. */
    private static ArtifactPath target(String folder, @Nullable String file) {
        String named = Optional.ofNullable(file).orElseThrow(() -> missing("path"));
        return ArtifactPath.parse(folder).resolve(named.substring(named.lastIndexOf('/') + 1));
    }

    private static UUID id(@Nullable String upload) {
        try {
            return UUID.fromString(Optional.ofNullable(upload).orElseThrow(() -> missing("upload_id")));
        } catch (IllegalArgumentException notOne) {
            throw new MlflowProblem(
                    ErrorCode.INVALID_PARAMETER_VALUE, "\"%s\" is no id of an upload".formatted(upload));
        }
    }

    private static MlflowProblem missing(String parameter) {
        return new MlflowProblem(
                ErrorCode.INVALID_PARAMETER_VALUE, "Missing value for required parameter '%s'.".formatted(parameter));
    }

    record Begin(
            @Nullable String path,
            @JsonProperty("num_parts") @Nullable Integer parts) {}

    record Begun(@JsonProperty("upload_id") UUID id, List<Credential> credentials) {}

    record Credential(URI url, @JsonProperty("part_number") int number, Map<String, String> headers) {}

    record Complete(
            @Nullable String path,
            @JsonProperty("upload_id") @Nullable String upload,
            @Nullable List<Put> parts) {}

    record Put(
            @JsonProperty("part_number") int number,
            @JsonProperty("etag") String tag) {}

    record Abort(
            @Nullable String path,
            @JsonProperty("upload_id") @Nullable String upload) {}
}
