package dev.gradus.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A link of the chain: the digests of the entries that it holds, and the hash of the link before.
 *
 * @param previous the hash of the seal before, in hexadecimal as all digests
 * @param digests of the entries' lines, in the order of epoch, transaction and id
 */
record Seal(long number, OffsetDateTime at, String previous, List<String> digests, String hash) {
    /** What the first seal follows. */
    static final String NONE = "0".repeat(64);

    private static final int LENGTH = 32;
    private static final HexFormat HEX = HexFormat.of();

    /** A new link, with its hash. */
    static Seal link(long number, OffsetDateTime at, String previous, List<String> digests) {
        String body = Line.body(new Seal(number, at, previous, digests, ""));
        return new Seal(number, at, previous, digests, HEX.formatHex(Line.digest(body)));
    }

    /** As the database holds it. */
    static Seal of(ResultSet row) throws SQLException {
        byte[] digests = row.getBytes("digests");
        return new Seal(
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class),
                HEX.formatHex(row.getBytes("previous")),
                IntStream.range(0, digests.length / LENGTH)
                        .mapToObj(i -> HEX.formatHex(digests, i * LENGTH, (i + 1) * LENGTH))
                        .toList(),
                HEX.formatHex(row.getBytes("hash")));
    }
}
