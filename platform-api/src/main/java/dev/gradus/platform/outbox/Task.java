package dev.gradus.platform.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * One thing to do.
 *
 * @param key the same for every try, and for no other task
 * @param attempt from 1
 */
public record Task(long id, UUID key, String topic, JsonNode payload, int attempt) {
    /** A text of the payload. */
    public String text(String name) {
        return payload.required(name).asText();
    }

    /** A number of the payload. */
    public long number(String name) {
        return payload.required(name).asLong();
    }
}
