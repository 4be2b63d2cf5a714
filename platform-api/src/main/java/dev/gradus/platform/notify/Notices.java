package dev.gradus.platform.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.audit.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Writes what was done into the audit, and into the outbox for each webhook that wants to know. */
public final class Notices {
    /** The topic of what is to be sent. */
    static final String TOPIC = "webhook.send";

    /** In one statement: a change does not wait for the database once more to find that nobody asked. */
    private static final String RECORD =
            "with told as (insert into outbox (topic, payload) select '" + TOPIC + """
            ', jsonb_build_object('webhook', id, 'message', cast(:message as text)) from webhook
            where disabled_at is null and :action = any(events) and (team_id is null or team_id = :teamId))
            """ + Entry.INSERT;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Notices() {}

    /** Records what was done to what belongs to a team, and tells of it. */
    public static void record(Handle handle, Entry entry, long team) {
        entry.bind(handle.createUpdate(RECORD))
                .bind("teamId", team)
                .bind("message", message(entry))
                .execute();
    }

    /** The message of an entry: what happened, when, and to what. */
    static String message(Entry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("subject", entry.subject());
        data.put("user", entry.actor().user());
        data.put("team", entry.actor().team());
        data.put("detail", entry.detail());
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", entry.action());
        message.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        message.put("data", data);
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the detail of a change is not JSON: " + entry, notJson);
        }
    }
}
