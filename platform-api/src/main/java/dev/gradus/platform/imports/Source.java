package dev.gradus.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.mlflow.MlflowJson;
import dev.gradus.platform.outbound.OutboundAnswer;
import dev.gradus.platform.outbound.OutboundClient;
import dev.gradus.platform.outbound.OutboundRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The MLflow server that is imported from, by its REST protocol. It is only read. */
final class Source {
    private static final Duration DOWNLOAD = Duration.ofHours(1);
    private static final long LARGEST_ANSWER = 256L << 20;

    private final OutboundClient outbound;
    private final String url;
    private final Map<String, String> headers;

    Source(OutboundClient outbound, String url, Optional<String> token) {
        this.outbound = outbound;
        this.url = url.replaceAll("/+$", "");
        this.headers =
                token.map(secret -> Map.of("Authorization", "Bearer " + secret)).orElse(Map.of());
    }

    /** Gives each element of all pages of a search to {@code taker}. */
    void search(String path, ObjectNode request, String list, Consumer<JsonNode> taker) {
        pages(request, list, taker, () -> post(path, request));
    }

    /** Gives each element of all pages of a list that is asked for by a query. */
    void list(String path, Map<String, String> query, String list, Consumer<JsonNode> taker) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        pages(request, list, taker, () -> {
            Map<String, String> page = new HashMap<>(query);
            if (request.has("page_token")) {
                page.put("page_token", request.path("page_token").asText());
            }
            return get(path, page);
        });
    }

    /** One answer to a query. */
    JsonNode get(String path, Map<String, String> query) {
        return read(OutboundRequest.get(address("/api/2.0/mlflow/" + path, query), headers));
    }

    /** Opens a file while {@code reading} lasts. */
    void download(String path, Map<String, String> query, Reading reading) throws IOException {
        OutboundRequest request =
                OutboundRequest.get(address(path, query), headers).bounded(DOWNLOAD, Long.MAX_VALUE);
        outbound.exchange(request, answer -> {
            requireOk(request, answer);
            long length = answer.header("content-length").map(Long::parseLong).orElse(-1L);
            reading.read(answer.body(), length);
            return length;
        });
    }

    private static void pages(ObjectNode request, String list, Consumer<JsonNode> taker, Page page) {
        String token;
        do {
            JsonNode answer = page.read();
            answer.path(list).forEach(taker);
            token = answer.path("next_page_token").asText("");
            request.put("page_token", token);
        } while (!token.isEmpty());
    }

    private JsonNode post(String path, JsonNode request) {
        byte[] body = MlflowJson.bytes(request);
        Map<String, String> typed = new HashMap<>(headers);
        typed.put("Content-Type", "application/json");
        URI address = address("/api/2.0/mlflow/" + path, Map.of());
        return read(OutboundRequest.send("POST", address, typed, new ByteArrayInputStream(body), body.length));
    }

    private JsonNode read(OutboundRequest request) {
        try {
            return outbound.exchange(request.bounded(request.within(), LARGEST_ANSWER), answer -> {
                requireOk(request, answer);
                return MlflowJson.read(answer.body().readAllBytes());
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void requireOk(OutboundRequest request, OutboundAnswer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("\"%s\" answered %d: %s"
                    .formatted(
                            request.uri().getPath(),
                            answer.status(),
                            new String(answer.body().readNBytes(300), StandardCharsets.UTF_8)));
        }
    }

    private URI address(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(url + path + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    /** What is done with a file while it is open. */
    @FunctionalInterface
    interface Reading {
        /** Reads it; its length in bytes, -1 if it is not known. */
        void read(InputStream body, long length) throws IOException;
    }

    @FunctionalInterface
    private interface Page {
        JsonNode read();
    }
}
