package dev.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What a server says of itself. */
record ServerHealth(String url) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Whether it takes requests. */
    boolean isReady() {
        return ask("/q/health/ready").isPresent();
    }

    /** The version of its program. */
    Optional<String> version() {
        return ask("/api/v1/about").map(ServerHealth::version);
    }

    private static String version(String about) {
        try {
            return JSON.readTree(about).path("version").asText();
        } catch (JsonProcessingException notJson) {
            return "unknown";
        }
    }

    private Optional<String> ask(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return Optional.of(answer.body()).filter(body -> answer.statusCode() == 200);
        } catch (IOException silent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
