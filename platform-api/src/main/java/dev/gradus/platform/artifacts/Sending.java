package dev.gradus.platform.artifacts;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.PathPart;

/**
 * Answers with an artefact, or the part of it that is asked for (RFC 9110, 13 and 14).
 *
 * <p>What a team uploads is never shown or run under this server's name, and never unpacked by it: always an attachment, of a type that
 * no browser runs, in a sandbox should one try.
 */
@ApplicationScoped
class Sending {
    /** A slow reader of what is streamed holds a thread; files the kernel sends without one. */
    private static final int STREAMS = 12;

    private final Artifacts artifacts;
    private final Semaphore streams = new Semaphore(STREAMS);

    Sending(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** The answer to a GET. */
    Response get(ArtifactPath path, Request request, HttpHeaders headers) {
        return answer(path, request, headers, true);
    }

    /** The answer to a HEAD. */
    Response head(ArtifactPath path, Request request, HttpHeaders headers) {
        return answer(path, request, headers, false);
    }

    private Response answer(ArtifactPath path, Request request, HttpHeaders headers, boolean withBody) {
        Artifact artifact = artifacts.get(path);
        EntityTag tag = new EntityTag(artifact.blob().toString());
        ResponseBuilder early = request.evaluatePreconditions(tag);
        if (early != null) {
            return early.tag(tag).build();
        }
        Optional<ByteRange> range = range(headers, tag, artifact.size());
        if (range.isPresent() && range.get().length() == 0) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + artifact.size())
                    .build();
        }
        ByteRange sent = range.orElse(ByteRange.all(artifact.size()));
        ResponseBuilder response = range.isPresent()
                ? Response.status(Response.Status.PARTIAL_CONTENT).header("Content-Range", sent.of(artifact.size()))
                : Response.ok();
        describe(response, artifact, path.name()).tag(tag);
        if (withBody) {
            return response.entity(body(artifact, sent)).build();
        }
        return response.header(HttpHeaders.CONTENT_LENGTH, sent.length()).build();
    }

    /** A part of what was there when the client began is of no use to it when something else is there now. */
    private static Optional<ByteRange> range(HttpHeaders headers, EntityTag tag, long size) {
        String range = headers.getHeaderString("Range");
        String condition = headers.getHeaderString("If-Range");
        if (range == null || (condition != null && !condition.equals('"' + tag.getValue() + '"'))) {
            return Optional.empty();
        }
        return ByteRange.parse(range, size);
    }

    private Object body(Artifact artifact, ByteRange range) {
        Optional<Path> file = artifacts.file(artifact);
        if (file.isPresent()) {
            return new PathPart(file.get(), range.from(), range.length());
        }
        return (StreamingOutput) output -> stream(artifact, range, output);
    }

    private void stream(Artifact artifact, ByteRange range, OutputStream output) throws IOException {
        if (!streams.tryAcquire()) {
            throw new MlflowProblem(
                    ErrorCode.REQUEST_LIMIT_EXCEEDED,
                    "%d downloads are under way. Maybe: try again.".formatted(STREAMS));
        }
        try (InputStream bytes = artifacts.open(artifact, range)) {
            bytes.transferTo(output);
        } finally {
            streams.release();
        }
    }

    private static ResponseBuilder describe(ResponseBuilder response, Artifact artifact, String name) {
        CacheControl revalidated = new CacheControl();
        revalidated.setNoCache(true);
        revalidated.setPrivate(true);
        artifact.sha256().ifPresent(digest -> response.header("Repr-Digest", "sha-256=:" + base64(digest) + ":"));
        return response.type(Attachment.type(name))
                .cacheControl(revalidated)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(name))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    private static String base64(String hexadecimal) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hexadecimal));
    }
}
