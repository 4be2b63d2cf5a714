package dev.gradus.platform.artifacts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gradus.platform.access.Callers;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowJson;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Shape;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Uploads in parts, and downloads by signed addresses, as MLflow's clients make them of large files. */
@Path("/{prefix: api|ajax-api}/2.0/mlflow-artifacts")
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {
    private static final Shape BEGIN = Shape.of(Field.text("path").required(), Field.int64("num_parts"));

    private static final Shape COMPLETE = Shape.of(
            Field.text("path").required(),
            Field.text("upload_id"),
            Field.list("parts", Shape.of(Field.int64("part_number"), Field.text("etag"), Field.text("url")))
                    .required());

    private static final Shape ABORT = Shape.of(Field.text("path").required(), Field.text("upload_id"));

    private final Callers callers;
    private final Artifacts artifacts;
    private final Uploads uploads;

    UploadResource(Callers callers, Artifacts artifacts, Uploads uploads) {
        this.callers = callers;
        this.artifacts = artifacts;
        this.uploads = uploads;
    }

    /**
     * Begins an upload; where and with which headers each part is put. Parts that are put here are put with the token that began the
     * upload, so it is told to the client that just showed it.
     */
    @POST
    @Operation(hidden = true)
    @Path("mpu/create/{path: .+}")
    public Response begin(
            @PathParam("path") String folder, byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Fields begin = BEGIN.read(MlflowJson.read(body));
        int count = begin.optionalInteger("num_parts").orElse(1L).intValue();
        Uploads.Begun begun = uploads.begin(target(folder, begin), count);
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
    @Operation(hidden = true)
    @Path("mpu/parts/{upload}/{number}")
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
    @Operation(hidden = true)
    @Path("mpu/complete/{path: .+}")
    public Map<String, String> complete(@PathParam("path") String folder, byte[] body) throws IOException {
        Fields complete = COMPLETE.read(MlflowJson.read(body));
        List<DirectBlobs.Part> parts = complete.messages("parts").stream()
                .map(part -> new DirectBlobs.Part((int) part.integer("part_number"), part.text("etag")))
                .toList();
        uploads.complete(id(complete.text("upload_id")), target(folder, complete), parts);
        return Map.of();
    }

    /** Forgets an upload. */
    @POST
    @Operation(hidden = true)
    @Path("mpu/abort/{path: .+}")
    public Map<String, String> abort(@PathParam("path") String folder, byte[] body) {
        Fields abort = ABORT.read(MlflowJson.read(body));
        uploads.abort(id(abort.text("upload_id")), target(folder, abort));
        return Map.of();
    }

    /** Where an artefact is read from the object store itself. */
    @GET
    @Operation(hidden = true)
    @Path("presigned/{path: .+}")
    public Signed sign(@PathParam("path") String path) {
        callers.current();
        ArtifactPath name = ArtifactPath.parse(path);
        Artifact artifact = artifacts.get(name);
        return new Signed(uploads.address(artifact, name.name()), Map.of(), artifact.size());
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
    private static ArtifactPath target(String folder, Fields request) {
        String file = request.text("path");
        return ArtifactPath.parse(folder).resolve(file.substring(file.lastIndexOf('/') + 1));
    }

    private static UUID id(String upload) {
        try {
            return UUID.fromString(upload);
        } catch (IllegalArgumentException notOne) {
            throw MlflowProblem.missing("there is no upload \"%s\"".formatted(upload));
        }
    }

    record Begun(@JsonProperty("upload_id") UUID id, List<Credential> credentials) {}

    record Signed(
            URI url,
            Map<String, String> headers,
            @JsonProperty("file_size") long size) {}

    record Credential(URI url, @JsonProperty("part_number") int number, Map<String, String> headers) {}
}
