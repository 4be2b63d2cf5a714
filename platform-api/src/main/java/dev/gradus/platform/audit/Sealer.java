package dev.gradus.platform.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Chains what has been committed. An entry is written by the transaction that it tells of, and nobody waits for the chain.
 *
 * <p>Every transaction whose id is below the snapshot's {@code xmin} has ended, so no entry can appear there any more: the
 * entries below it, in the order of epoch, transaction and id, are final. A seal takes the next of them after the last that was
 * sealed. So none is missed, and none is sealed twice.
 */
@ApplicationScoped
public class Sealer {
    /** How many entries one seal holds at most. */
    static final int MOST = 4096;

    /** Names the lock that lets one replica seal at a time: "gradus" in ASCII. */
    private static final long LOCK = 0x677261647573L;

    private static final Logger LOG = Logger.getLogger(Sealer.class);

    private static final String LAST = """
            select number, hash, last_epoch, last_xact, last_id from audit_seal order by number desc limit 1
            """;

    /** A transaction of an earlier epoch ended with its cluster. */
    private static final String FINAL = "select " + Line.COLUMNS + " from audit_entry where " + Place.AFTER + """
             and (epoch < (select max(number) from audit_epoch)
                or xact < (select pg_snapshot_xmin(pg_current_snapshot())))
            order by epoch, xact, id limit :most
            """;

    private static final String INSERT = """
            insert into audit_seal (number, at, last_epoch, last_xact, last_id, previous, digests, hash)
            values (:number, :at, :epoch, cast(:xact as xid8), :id,
                decode(:previous, 'hex'), decode(:digests, 'hex'), decode(:hash, 'hex'))
            """;

    private final Jdbi jdbi;

    Sealer(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Seals everything that was committed before the call and is not held back by a transaction that still runs. */
    public void seal() {
        while (jdbi.inTransaction(Sealer::sealSome) == MOST) {
            // until less than a full seal was left
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void sealRegularly() {
        try {
            seal();
        } catch (JdbiException noDatabase) {
            LOG.warnf("the audit is not sealed now: %s", noDatabase.getMessage());
        }
    }

    /** After everything that still changes state at the end. */
    void sealLast(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        seal();
    }

    /** How many entries were sealed. */
    static int sealSome(Handle handle) {
        // A statement of its own: the next ones must see what the holder before has committed.
        handle.execute("select pg_advisory_xact_lock(?)", LOCK);
        Last last = handle.createQuery(LAST)
                .map((row, context) -> new Last(
                        row.getLong("number"),
                        HexFormat.of().formatHex(row.getBytes("hash")),
                        Place.of(row, "last_epoch", "last_xact", "last_id")))
                .findOne()
                .orElse(new Last(0, Seal.NONE, Place.BEGIN));
        List<Entered> entries = last.place
                .bind(handle.createQuery(FINAL))
                .bind("most", MOST)
                .map((row, context) -> new Entered(
                        Place.of(row, "epoch", "xact", "id"), HexFormat.of().formatHex(Line.digest(Line.entry(row)))))
                .list();
        if (!entries.isEmpty()) {
            insert(handle, last, entries);
        }
        return entries.size();
    }

    private static void insert(Handle handle, Last last, List<Entered> entries) {
        // What the database can't hold would not be what was hashed.
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        List<String> digests = entries.stream().map(Entered::digest).toList();
        Seal seal = Seal.link(last.number + 1, now, last.hash, digests);
        entries.get(entries.size() - 1)
                .place
                .bind(handle.createUpdate(INSERT))
                .bind("number", seal.number())
                .bind("at", seal.at())
                .bind("previous", seal.previous())
                .bind("digests", String.join("", digests))
                .bind("hash", seal.hash())
                .execute();
    }

    private record Last(long number, String hash, Place place) {}

    private record Entered(Place place, String digest) {}
}
