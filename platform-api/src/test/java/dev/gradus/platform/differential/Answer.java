package dev.gradus.platform.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpResponse;

/** What a server answered: JSON as a tree, a page as its media type, a file as its text, anything else as its media type and text. */
record Answer(int status, JsonNode body) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static Answer of(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        boolean file = response.headers().firstValue("Content-Disposition").isPresent();
        return new Answer(response.statusCode(), body(file ? "file" : type, response.body()));
    }

    boolean failed() {
        return status >= 400;
    }

    /** Whether the server failed and did not refuse: with a status that says so, or with the text of its database's driver. */
    boolean broke() {
        return status >= 500 || body.path("message").asText().contains("(psycopg2.");
    }

    private static JsonNode body(String type, String text) {
        if (type.equals("text/html")) {
            return TextNode.valueOf(type);
        }
        if (!type.equals("application/json")) {
            return TextNode.valueOf(type + ": " + text);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(type + ": " + text);
        }
    }
}
