package dev.gradus.platform.artifacts;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Uploads in parts. Where clients may talk to the object store, the parts go there by signed addresses; else each part is PUT here
 * and kept as a blob of its own until the artefact is made of them.
 *
 * <p>What is under way is nobody's yet and expires by itself, so only the end of an upload is a change that the audit shows.
 */
@ApplicationScoped
class Uploads {
    /** As many as Amazon's store takes. */
    private static final int MOST_PARTS = 10_000;

    private static final String BEGIN = """
            with blob as (
                insert into artifact_blob (id, expires_at) values (:id, now() + interval '1 day') returning id)
            insert into artifact_upload (blob, path, remote) select id, :path, :remote from blob
            """;

    private static final String ADD = """
            with alive as (update artifact_blob set expires_at = now() + interval '1 day' where id = :upload)
            insert into artifact_part (upload, number, blob) values (:upload, :number, :blob)
            on conflict (upload, number) do update set blob = :blob
            """;

    private static final String PARTS = """
            select p.number, b.id, b.size, b.sha256 from artifact_part p join artifact_blob b on b.id = p.blob
            where p.upload = :upload
            """;

    /** The blob that an upload became is named by now, and stays. */
    private static final String FORGET = """
            with parts as (select blob from artifact_part where upload = :upload),
                 upload as (delete from artifact_upload where blob = :upload returning blob),
                 unused as (
                     update artifact_blob set expires_at = now()
                     where expires_at is not null and id in (select blob from parts union select blob from upload))
            select count(*) from upload
            """;

    private final Jdbi jdbi;
    private final Changes changes;
    private final Blobs blobs;
    private final Spool spool;
    private final Names names;
    private final Artifacts artifacts;

    Uploads(Jdbi jdbi, Changes changes, Blobs blobs, Spool spool, Names names, Artifacts artifacts) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.blobs = blobs;
        this.spool = spool;
        this.names = names;
        this.artifacts = artifacts;
    }

    /** Begins an upload of this many parts. */
    Begun begin(ArtifactPath path, int count) {
        if (count < 1 || count > MOST_PARTS) {
            throw MlflowProblem.invalid("num_parts is %d. Maybe: 1 to %d.".formatted(count, MOST_PARTS));
        }
        names.requireFree(path);
        UUID id = UUID.randomUUID();
        Optional<DirectBlobs> direct = blobs.direct();
        Optional<String> remote = direct.isPresent() ? Optional.of(direct.get().begin(id)) : Optional.empty();
        jdbi.useHandle(handle -> handle.createUpdate(BEGIN)
                .bind("id", id)
                .bind("path", path.text())
                .bind("remote", remote)
                .execute());
        List<URI> addresses = remote.stream()
                .flatMap(upload -> IntStream.rangeClosed(1, count)
                        .mapToObj(number -> direct.orElseThrow().partAddress(id, upload, number)))
                .toList();
        return new Begun(id, addresses);
    }

    /** Takes a part, in place of one of the same number; its tag. */
    String add(UUID id, int number, InputStream body, long declared) throws IOException {
        names.requireWriter(ArtifactPath.parse(upload(id).path()));
        Spool.Received received = spool.receive(body, declared);
        try {
            UUID blob = artifacts.keep(received);
            jdbi.useHandle(handle -> handle.createUpdate(ADD)
                    .bind("upload", id)
                    .bind("number", number)
                    .bind("blob", blob)
                    .execute());
            return received.sha256();
        } finally {
            Files.deleteIfExists(received.file());
        }
    }

    /** Makes the artefact of these parts, in this order. */
    void complete(UUID id, ArtifactPath path, List<DirectBlobs.Part> parts) throws IOException {
        names.requireFree(path);
        Upload upload = upload(id);
        requireSame(upload, path);
        UUID blob =
                upload.remote().isPresent() ? completeDirect(id, upload.remote().get(), parts) : join(id, parts);
        changes.make("artifact.put", change -> {
            long size = names.give(change, path, blob);
            if (forget(change.handle(), id) == 0) {
                throw unknown(id);
            }
            return size;
        });
    }

    /** Forgets an upload and its parts. */
    void abort(UUID id, ArtifactPath path) {
        names.requireWriter(path);
        requireSame(upload(id), path);
        jdbi.useHandle(handle -> forget(handle, id));
    }

    /** Where clients read an artefact from the object store itself. */
    URI address(Artifact artifact, String name) {
        return blobs.direct()
                .orElseThrow(() -> new MlflowProblem(
                        ErrorCode.NOT_IMPLEMENTED,
                        "Multipart download is not supported for the current artifact repository"))
                .address(artifact.blob(), name);
    }

    private UUID completeDirect(UUID id, String remote, List<DirectBlobs.Part> parts) {
        long size = blobs.direct().orElseThrow().complete(id, remote, parts);
        spool.requireFits(size);
        jdbi.useHandle(handle -> handle.execute("update artifact_blob set size = ? where id = ?", size, id));
        return id;
    }

    private UUID join(UUID id, List<DirectBlobs.Part> parts) throws IOException {
        List<Artifact> kept = kept(id, parts);
        long size = kept.stream().mapToLong(Artifact::size).sum();
        try (InputStream body = joined(kept)) {
            Spool.Received received = spool.receive(body, size);
            try {
                return artifacts.keep(received);
            } finally {
                Files.deleteIfExists(received.file());
            }
        }
    }

    private List<Artifact> kept(UUID id, List<DirectBlobs.Part> parts) {
        Map<Integer, Artifact> kept = jdbi.withHandle(
                handle -> handle.createQuery(PARTS).bind("upload", id).reduceRows(new HashMap<>(), (all, row) -> {
                    int number = row.getColumn("number", Integer.class);
                    all.put(
                            number,
                            new Artifact(
                                    "part " + number,
                                    row.getColumn("id", UUID.class),
                                    row.getColumn("size", Long.class),
                                    Optional.of(row.getColumn("sha256", String.class))));
                    return all;
                }));
        return parts.stream().map(part -> kept(kept, part)).toList();
    }

    private static Artifact kept(Map<Integer, Artifact> kept, DirectBlobs.Part part) {
        return Optional.ofNullable(kept.get(part.number()))
                .filter(artifact ->
                        artifact.sha256().equals(Optional.of(part.tag().replace("\"", ""))))
                .orElseThrow(() -> MlflowProblem.invalid("part %d with the tag \"%s\" is not here. Maybe: put it again."
                        .formatted(part.number(), part.tag())));
    }

    /** One is open at a time, however many there are. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer.
    private InputStream joined(List<Artifact> parts) {
        Iterator<Artifact> rest = parts.iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return rest.hasNext();
            }

            @Override
            public InputStream nextElement() {
                Artifact part = rest.next();
                return blobs.open(part.blob(), ByteRange.all(part.size()));
            }
        });
    }

    private Upload upload(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select path, remote from artifact_upload where blob = :id")
                        .bind("id", id)
                        .map((row, context) ->
                                new Upload(row.getString("path"), Optional.ofNullable(row.getString("remote"))))
                        .findOne())
                .orElseThrow(() -> unknown(id));
    }

    private static int forget(Handle handle, UUID id) {
        return handle.createQuery(FORGET)
                .bind("upload", id)
                .mapTo(Integer.class)
                .one();
    }

    private static void requireSame(Upload upload, ArtifactPath path) {
        if (!upload.path().equals(path.text())) {
            throw MlflowProblem.invalid(
                    "the upload is one of \"%s\", not of \"%s\"".formatted(upload.path(), path.text()));
        }
    }

    private static MlflowProblem unknown(UUID id) {
        return MlflowProblem.missing("there is no upload \"%s\": it is done, given up or expired".formatted(id));
    }

    /**
     * An upload that has begun.
     *
     * @param addresses where each part is put; empty where the parts are put here
     */
    record Begun(UUID id, List<URI> addresses) {}

    private record Upload(String path, Optional<String> remote) {}
}
