package dev.gradus.kit.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * How long a ride that was predicted really took.
 *
 * <pre>{@code
 * {"id": "mi8x2k1d-3f9a1c2e-5k", "time": "2026-11-24T21:40:38.123Z", "minutes": 14.5}
 * }</pre>
 *
 * @param id of the prediction
 * @param time when it was told
 * @param minutes from pickup to drop-off
 */
public record Label(String id, Instant time, double minutes) {

    static Label of(JsonNode row) {
        return new Label(
                row.path("id").asText(),
                Instant.parse(row.path("time").asText()),
                row.path("minutes").asDouble());
    }

    /** A row of the log, but for its end of line. */
    String row() {
        return "{\"id\":\"%s\",\"time\":\"%s\",\"minutes\":%s}".formatted(id, time, minutes);
    }
}
