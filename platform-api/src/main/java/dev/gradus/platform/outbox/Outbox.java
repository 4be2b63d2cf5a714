package dev.gradus.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The jobs that wait, in the database. */
public final class Outbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Outbox() {}

    /** Adds a job within the handle's transaction. */
    public static void add(Handle handle, String topic, Map<String, ?> payload) {
        handle.createUpdate("insert into outbox (topic, payload) values (:topic, cast(:payload as jsonb))")
                .bind("topic", topic)
                .bind("payload", json(payload))
                .execute();
    }

    private static String json(Map<String, ?> payload) {
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the payload of a job is not JSON: " + payload, notJson);
        }
    }
}
