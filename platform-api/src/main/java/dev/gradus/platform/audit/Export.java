package dev.gradus.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Writes seals, each with its entries as they stand in the database, whether or not they still fit together. */
final class Export {
    /** Rows that are held at once. */
    private static final int ROWS = 500;

    private static final String LAST = """
            select number, encode(hash, 'hex') as hash, last_epoch, last_xact, last_id
            from audit_seal where number <= :number order by number desc limit 1
            """;
    private static final String SEALS = """
            select number, at, previous, digests, hash, last_epoch, last_xact, last_id
            from audit_seal where number >= :from order by number
            """;
    private static final String ENTRIES = "select " + Line.COLUMNS + " from audit_entry where " + Place.AFTER
            + " and (epoch, xact, id) <= (:lastEpoch, cast(:lastXact as xid8), :lastId) order by epoch, xact, id";

    private final Handle handle;
    private final Writer out;

    /** Exports what one snapshot shows; the handle is in a transaction of isolation repeatable read. */
    Export(Handle handle, Writer out) {
        this.handle = handle;
        this.out = out;
    }

    /** Writes the seals from a number on. */
    void write(long from) throws IOException {
        End before = last(from - 1);
        End last = last(Long.MAX_VALUE);
        line(Line.header(before.number + 1, before.hash, last.number, last.hash));
        Place place = before.place;
        try (var seals = handle
                .createQuery(SEALS)
                .bind("from", from)
                .setFetchSize(1)
                .map((row, context) -> new Sealed(Seal.of(row), Place.of(row, "last_epoch", "last_xact", "last_id")))
                .stream()) {
            for (Sealed sealed : (Iterable<Sealed>) seals::iterator) {
                line(Line.seal(sealed.seal));
                entries(place, sealed.last);
                place = sealed.last;
            }
        }
    }

    private void entries(Place after, Place last) {
        Query query = after.bind(handle.createQuery(ENTRIES))
                .bind("lastEpoch", last.epoch())
                .bind("lastXact", last.xact())
                .bind("lastId", last.id());
        query.setFetchSize(ROWS).map((row, context) -> Line.entry(row)).useStream(lines -> lines.forEach(this::line));
    }

    /** The last seal up to a number. */
    private End last(long number) {
        return handle.createQuery(LAST)
                .bind("number", number)
                .map((row, context) -> new End(
                        row.getLong("number"),
                        row.getString("hash"),
                        Place.of(row, "last_epoch", "last_xact", "last_id")))
                .findOne()
                .orElse(End.BEGIN);
    }

    private void line(String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Sealed(Seal seal, Place last) {}

    private record End(long number, String hash, Place place) {
        static final End BEGIN = new End(0, Seal.NONE, Place.BEGIN);
    }
}
