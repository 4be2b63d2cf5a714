package dev.gradus.platform.artifacts;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Deletes the blobs that nothing has named for long enough. Only those that the database lists, whatever else lies in the store. */
@ApplicationScoped
class Sweep {
    private static final int AT_ONCE = 100;

    private static final String EXPIRED = """
            select b.id, u.remote from artifact_blob b left join artifact_upload u on u.blob = b.id
            where b.expires_at <= now() order by b.expires_at limit :most for update of b skip locked
            """;

    private final Jdbi jdbi;
    private final Blobs blobs;

    Sweep(Jdbi jdbi, Blobs blobs) {
        this.jdbi = jdbi;
        this.blobs = blobs;
    }

    @Scheduled(every = "{gradus.artifacts.sweep}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        int deleted;
        do {
            deleted = jdbi.inTransaction(this::some);
        } while (deleted == AT_ONCE);
    }

    private int some(Handle handle) {
        if (!BlobHold.none(handle)) {
            return 0;
        }
        List<Expired> expired = handle.createQuery(EXPIRED)
                .bind("most", AT_ONCE)
                .map((row, context) ->
                        new Expired(row.getObject("id", UUID.class), Optional.ofNullable(row.getString("remote"))))
                .list();
        expired.forEach(this::delete);
        handle.createUpdate("delete from artifact_blob where id = any(:ids)")
                .bindArray("ids", UUID.class, expired.stream().map(Expired::id).toList())
                .execute();
        return expired.size();
    }

    private void delete(Expired blob) {
        blob.remote().ifPresent(upload -> blobs.direct().ifPresent(direct -> direct.abort(blob.id(), upload)));
        blobs.delete(blob.id());
    }

    private record Expired(UUID id, Optional<String> remote) {}
}
