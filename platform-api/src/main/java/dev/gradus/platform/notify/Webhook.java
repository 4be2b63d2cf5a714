package dev.gradus.platform.notify;

import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param team whose changes; none for those of all teams
 * @param url {@code https://…} or {@code mailto:…}
 * @param events the actions, as the audit names them
 * @param secret by which messages are signed; never shown again
 */
record Webhook(
        long id,
        @Nullable Long team,
        URI url,
        List<String> events,
        String secret,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime failingSince,
        @Nullable OffsetDateTime disabledAt) {
    static final String COLUMNS = "id, team_id, url, events, secret, created_at, failing_since, disabled_at";

    static Webhook of(ResultSet row) throws SQLException {
        Array events = row.getArray("events");
        return new Webhook(
                row.getLong("id"),
                row.getObject("team_id", Long.class),
                URI.create(row.getString("url")),
                List.of((String[]) events.getArray()),
                row.getString("secret"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("failing_since", OffsetDateTime.class),
                row.getObject("disabled_at", OffsetDateTime.class));
    }

    boolean mail() {
        return "mailto".equals(url.getScheme());
    }
}
