package dev.gradus.platform.artifacts;

import dev.gradus.platform.access.Callers;
import dev.gradus.platform.change.Change;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The names of artefacts: who may give them, and to what. */
@ApplicationScoped
class Names {
    /** A name is a file's or a folder's, never both: a client could not save both. */
    private static final String IN_THE_WAY = """
            select path from artifact
            where path = any(:folders) or (path > :path || '/' and path < :path || '0') limit 1
            """;

    private static final String GIVE = """
            insert into artifact (path, blob, team_id) values (:path, :blob, :team)
            on conflict (path) do update set blob = :blob, team_id = :team, created_at = now()
            """;

    private static final String USE = """
            update artifact_blob set expires_at = null where id = :blob and expires_at > now() returning size, sha256
            """;

    private final Jdbi jdbi;
    private final Callers callers;
    private final Owners owners;

    Names(Jdbi jdbi, Callers callers, Owners owners) {
        this.jdbi = jdbi;
        this.callers = callers;
        this.owners = owners;
    }

    /** Refuses who may not write here. */
    void requireWriter(ArtifactPath path) {
        owners.requireWriter(path, callers.current());
    }

    /** Refuses a name that can't be given, or not by the caller, before a byte of the upload is read. */
    void requireFree(ArtifactPath path) {
        requireWriter(path);
        if (path.inside().isEmpty()) {
            throw MlflowProblem.invalid("Invalid path");
        }
        Optional<String> other = jdbi.withHandle(handle -> handle.createQuery(IN_THE_WAY)
                .bindArray("folders", String.class, path.folders())
                .bind("path", path.text())
                .mapTo(String.class)
                .findOne());
        other.ifPresent(taken -> {
            throw MlflowProblem.invalid("\"%s\" can't be an artifact beside \"%s\": one would be a file and a folder"
                    .formatted(path.text(), taken));
        });
    }

    /** Gives a blob that was kept its name, in place of the one that has it; its size. */
    long give(Change change, ArtifactPath path, UUID blob) {
        long team = owners.requireWriter(path, change.caller());
        Stored stored = change.handle()
                .createQuery(USE)
                .bind("blob", blob)
                .map((row, context) -> new Stored(row.getLong("size"), Optional.ofNullable(row.getString("sha256"))))
                .findOne()
                .orElseThrow(() -> MlflowProblem.missing("the upload took longer than a day. Maybe: begin it again."));
        change.handle()
                .createUpdate(GIVE)
                .bind("path", path.text())
                .bind("blob", blob)
                .bind("team", team)
                .execute();
        change.on("artifact/" + path.text()).detail("size", stored.size());
        stored.sha256().ifPresent(digest -> change.detail("sha256", digest));
        return stored.size();
    }

    private record Stored(long size, Optional<String> sha256) {}
}
