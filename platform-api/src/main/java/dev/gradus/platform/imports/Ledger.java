package dev.gradus.platform.imports;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What one import, or one before it from the same server, has brought over already. */
final class Ledger {
    private final Jdbi jdbi;
    private final UUID id;
    private final long team;
    private final String source;

    Ledger(Jdbi jdbi, UUID id, long team, String source) {
        this.jdbi = jdbi;
        this.id = id;
        this.team = team;
        this.source = source;
    }

    /** What became of one of their things. */
    Optional<Copy> find(Kind kind, String theirs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ours, complete from imported
                        where team_id = :team and source = :source and kind = :kind and theirs = :theirs
                        """)
                .bind("team", team)
                .bind("source", source)
                .bind("kind", kind.name())
                .bind("theirs", theirs)
                .map((row, context) -> new Copy(row.getString("ours"), row.getBoolean("complete")))
                .findOne());
    }

    /** Notes what became of one of their things, in the transaction that makes it. */
    void note(Handle handle, Kind kind, String theirs, String ours) {
        handle.createUpdate("""
                        insert into imported (team_id, source, kind, theirs, ours, import)
                        values (:team, :source, :kind, :theirs, :ours, :import) on conflict do nothing
                        """)
                .bind("team", team)
                .bind("source", source)
                .bind("kind", kind.name())
                .bind("theirs", theirs)
                .bind("ours", ours)
                .bind("import", id)
                .execute();
    }

    /** Notes that all of one of their things is here; it isn't looked at again. */
    void complete(Kind kind, String theirs) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update imported set complete = true
                        where team_id = :team and source = :source and kind = :kind and theirs = :theirs
                        """)
                .bind("team", team)
                .bind("source", source)
                .bind("kind", kind.name())
                .bind("theirs", theirs)
                .execute());
    }

    /** Says what is done now. */
    void step(String step) {
        jdbi.useHandle(handle -> handle.execute("update import set step = ? where id = ?", step, id));
    }

    /** What is brought over. */
    enum Kind {
        EXPERIMENT,
        RUN,
        LOGGED_MODEL,
        REGISTERED_MODEL,
        MODEL_VERSION
    }

    /** Ours for theirs. */
    record Copy(String ours, boolean complete) {}
}
