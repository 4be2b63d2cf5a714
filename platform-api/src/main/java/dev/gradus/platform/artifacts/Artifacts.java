package dev.gradus.platform.artifacts;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The artefacts of runs and logged models.
 *
 * <p>Bytes first, name last: what is uploaded becomes a durable blob that nothing names, then one transaction gives it its name. A crash
 * before that leaves a blob that expires, a crash after it a whole artefact. Who reads what is replaced reads the old blob to its end.
 *
 * <pre>{@code
 * ArtifactPath path = ArtifactPath.parse("1/4f2a/artifacts/model/MLmodel");
 * artifacts.put(path, body, -1);
 * try (InputStream bytes = artifacts.open(artifacts.get(path), ByteRange.all(size))) { … }
 * }</pre>
 */
@ApplicationScoped
public class Artifacts {
    private static final String FIND = """
            select a.path, b.id, b.size, b.sha256 from artifact a join artifact_blob b on b.id = a.blob
            where a.path = :path
            """;

    /** Slash and zero are neighbours: what lies between them begins with the folder and a slash. */
    private static final String LIST = """
            select split_part(substr(a.path, length(:folder) + 2), '/', 1) as name,
                   max(b.size) filter (where strpos(substr(a.path, length(:folder) + 2), '/') = 0) as size
            from artifact a join artifact_blob b on b.id = a.blob
            where a.path > :folder || '/' and a.path < :folder || '0'
            group by name order by name
            """;

    private static final String DELETE = """
            delete from artifact where path = :path or (path > :path || '/' and path < :path || '0')
            """;

    private final Jdbi jdbi;
    private final Changes changes;
    private final Blobs blobs;
    private final Spool spool;
    private final Names names;

    Artifacts(Jdbi jdbi, Changes changes, Blobs blobs, Spool spool, Names names) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.blobs = blobs;
        this.spool = spool;
        this.names = names;
    }

    /**
     * Keeps what {@code body} gives under this name, in place of what was there.
     *
     * @param declared how many bytes there should be, -1 if unknown
     */
    public void put(ArtifactPath path, InputStream body, long declared) throws IOException {
        names.requireFree(path);
        Spool.Received received = spool.receive(body, declared);
        try {
            UUID blob = keep(received);
            changes.make("artifact.put", change -> names.give(change, path, blob));
        } finally {
            Files.deleteIfExists(received.file());
        }
    }

    /** The artefact of this name; it is refused where there is none. */
    public Artifact get(ArtifactPath path) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                        .bind("path", path.text())
                        .map((row, context) -> artifact(row))
                        .findOne())
                .orElseThrow(() -> MlflowProblem.missing("No such artifact: '%s'".formatted(path.text())));
    }

    /** What is in this folder, by name; nothing for a folder that isn't there. */
    public List<Listed> list(ArtifactPath folder) {
        return jdbi.withHandle(handle -> handle.createQuery(LIST)
                .bind("folder", folder.text())
                .map((row, context) -> listed(row))
                .list());
    }

    /** The bytes of an artefact, streamed. */
    public InputStream open(Artifact artifact, ByteRange range) {
        return blobs.open(artifact.blob(), range);
    }

    /** Deletes an artefact, or a folder with all that is in it. */
    public void delete(ArtifactPath path) {
        names.requireWriter(path);
        changes.make("artifact.delete", change -> {
            int count = change.handle()
                    .createUpdate(DELETE)
                    .bind("path", path.text())
                    .execute();
            change.on("artifact/" + path.text()).detail("count", count);
            return count;
        });
    }

    /** An artefact as a file that the kernel can send, where the store has files. */
    Optional<Path> file(Artifact artifact) {
        return blobs.file(artifact.blob());
    }

    /** Keeps what was received as a blob that nothing names yet. */
    UUID keep(Spool.Received received) {
        UUID blob = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into artifact_blob (id, size, sha256, expires_at)
                        values (:id, :size, :sha256, now() + interval '1 day')
                        """)
                .bind("id", blob)
                .bind("size", received.size())
                .bind("sha256", received.sha256())
                .execute());
        blobs.put(blob, received);
        return blob;
    }

    private static Artifact artifact(ResultSet row) throws SQLException {
        return new Artifact(
                row.getString("path"),
                row.getObject("id", UUID.class),
                row.getLong("size"),
                Optional.ofNullable(row.getString("sha256")));
    }

    private static Listed listed(ResultSet row) throws SQLException {
        String name = row.getString("name");
        long size = row.getLong("size");
        return new Listed(name, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size));
    }
}
