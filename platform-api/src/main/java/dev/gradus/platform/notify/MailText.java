package dev.gradus.platform.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;

/** A message as a person reads it. */
final class MailText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MailText() {}

    static String subject(String message) {
        JsonNode read = read(message);
        return "[Gradus] " + read.path("type").asText() + " "
                + read.path("data").path("subject").asText();
    }

    static String text(String message) {
        JsonNode read = read(message);
        JsonNode data = read.path("data");
        String details = data.path("detail").properties().stream()
                .map(one -> one.getKey() + ": "
                        + (one.getValue().isTextual() ? one.getValue().asText() : one.getValue()) + "\n")
                .collect(Collectors.joining());
        return read.path("type").asText() + " of " + data.path("subject").asText() + "\nby "
                + data.path("user").asText() + " of team " + data.path("team").asText() + " at "
                + read.path("timestamp").asText() + "\n\n" + details;
    }

    private static JsonNode read(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("the outbox holds a message that is not JSON", notJson);
        }
    }
}
