package dev.gradus.platform.problem;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;

/**
 * A failure of the database that passes by itself, or by what who runs it does: no mistake of the server.
 *
 * @param detail what the client is told
 * @param reason what the log is told
 */
record Outage(String detail, String reason) {
    private static final String AWAY = "the database does not answer";

    /** The outage behind a failure, if that is what it is. */
    static Optional<Outage> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return detail(sql.getSQLState()).map(detail -> new Outage(detail, String.valueOf(sql.getMessage())));
            }
        }
        // No connection of the pool came free in time.
        return failure instanceof ConnectionException
                ? Optional.of(new Outage(
                        "no connection to the database was free in time", String.valueOf(failure.getMessage())))
                : Optional.empty();
    }

    /** By PostgreSQL's classes of SQLSTATE. */
    private static Optional<String> detail(String state) {
        return switch (state.substring(0, 2)) {
            case "08" -> Optional.of(AWAY);
            case "28" -> Optional.of("the database does not let the server in");
            case "40" -> Optional.of("another change of the same was in the way");
            case "53" ->
                Optional.of(
                        state.equals("53100") ? "the disk of the database is full" : "the database has too much to do");
            case "57" -> Optional.of(state.equals("57014") ? "the database took too long" : AWAY);
            default -> Optional.empty();
        };
    }
}
