package dev.gradus.platform.artifacts;

import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Blobs as objects {@code PREFIX/ab/ab12….} of a bucket. */
final class S3Blobs implements Blobs, DirectBlobs {
    /** How long an address that we sign is good for: a part of a large file over a slow line. */
    private static final Duration SIGNED_FOR = Duration.ofHours(1);

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;
    private final String prefix;
    private final boolean direct;

    S3Blobs(S3Client s3, S3Presigner presigner, S3Place place, boolean direct) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = place.bucket();
        this.prefix = place.prefix();
        this.direct = direct;
    }

    @Override
    public void put(UUID id, Spool.Received received) {
        String sha256 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(received.sha256()));
        s3.putObject(
                request -> request.bucket(bucket).key(key(id)).checksumSHA256(sha256),
                RequestBody.fromFile(received.file()));
    }

    @Override
    public InputStream open(UUID id, ByteRange range) {
        if (range.length() == 0) {
            return InputStream.nullInputStream();
        }
        String bytes = "bytes=" + range.from() + "-" + (range.from() + range.length() - 1);
        return s3.getObject(request -> request.bucket(bucket).key(key(id)).range(bytes));
    }

    @Override
    public void delete(UUID id) {
        s3.deleteObject(request -> request.bucket(bucket).key(key(id)));
    }

    @Override
    public Optional<DirectBlobs> direct() {
        return direct ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String begin(UUID id) {
        return s3.createMultipartUpload(request -> request.bucket(bucket).key(key(id)))
                .uploadId();
    }

    @Override
    public URI partAddress(UUID id, String upload, int number) {
        URL signed = presigner
                .presignUploadPart(
                        request -> request.signatureDuration(SIGNED_FOR).uploadPartRequest(part -> part.bucket(bucket)
                                .key(key(id))
                                .uploadId(upload)
                                .partNumber(number)))
                .url();
        return URI.create(signed.toString());
    }

    @Override
    public long complete(UUID id, String upload, List<Part> parts) {
        List<CompletedPart> completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.tag())
                        .build())
                .toList();
        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key(key(id)).uploadId(upload).multipartUpload(all -> all.parts(completed)));
        return s3.headObject(request -> request.bucket(bucket).key(key(id))).contentLength();
    }

    @Override
    public void abort(UUID id, String upload) {
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key(id)).uploadId(upload));
        } catch (NoSuchUploadException gone) {
            // What is asked for is so already.
        }
    }

    @Override
    public URI address(UUID id, String name) {
        URL signed = presigner
                .presignGetObject(request -> request.signatureDuration(SIGNED_FOR)
                        .getObjectRequest(object -> object.bucket(bucket)
                                .key(key(id))
                                .responseContentType("application/octet-stream")
                                .responseContentDisposition(Attachment.named(name))))
                .url();
        return URI.create(signed.toString());
    }

    private String key(UUID id) {
        return prefix + id.toString().substring(0, 2) + "/" + id;
    }
}
