package dev.gradus.platform.audit;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The lines of an export, which are also what is hashed: JSON with these fields in this order and no space between them. A byte
 * more or less is another line, so this never changes; a new form would be a new format.
 */
final class Line {
    static final String FORMAT = "gradus-audit-1";

    /** The columns that {@link #entry} reads. */
    static final String COLUMNS =
            "epoch, xact, id, at, actor, token, team, address, request, action, subject, outcome, detail";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);
    private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

    private Line() {}

    static String entry(ResultSet row) throws SQLException {
        return "{\"entry\":" + row.getLong("id")
                + ",\"epoch\":" + row.getInt("epoch")
                + ",\"xact\":" + row.getString("xact")
                + ",\"at\":" + time(row.getObject("at", OffsetDateTime.class))
                + ",\"user\":" + text(row.getString("actor"))
                + ",\"token\":" + text(row.getString("token"))
                + ",\"team\":" + text(row.getString("team"))
                + ",\"address\":" + text(row.getString("address"))
                + ",\"request\":" + text(row.getString("request"))
                + ",\"action\":" + text(row.getString("action"))
                + ",\"subject\":" + text(row.getString("subject"))
                + ",\"outcome\":" + text(row.getString("outcome"))
                + ",\"detail\":" + row.getString("detail") + "}";
    }

    /** The seal's line, whose hash is that of the same line without it. */
    static String seal(Seal seal) {
        String body = body(seal);
        return body.substring(0, body.length() - 1) + ",\"hash\":\"" + seal.hash() + "\"}";
    }

    /** What a seal's hash is the digest of. */
    static String body(Seal seal) {
        return "{\"seal\":" + seal.number()
                + ",\"at\":" + time(seal.at())
                + ",\"previous\":\"" + seal.previous() + "\""
                + ",\"digests\":"
                + seal.digests().stream().map(digest -> "\"" + digest + "\"").collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    static String header(long from, String previous, long to, String head) {
        return "{\"audit\":\"" + FORMAT + "\",\"from\":" + from + ",\"previous\":\"" + previous + "\",\"to\":" + to
                + ",\"head\":\"" + head + "\"}";
    }

    static byte[] digest(String line) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String time(OffsetDateTime at) {
        return "\"" + TIME.format(at.withOffsetSameInstant(ZoneOffset.UTC)) + "\"";
    }

    private static String text(String value) {
        return "\"" + String.valueOf(JSON.quoteAsString(value)) + "\"";
    }
}
