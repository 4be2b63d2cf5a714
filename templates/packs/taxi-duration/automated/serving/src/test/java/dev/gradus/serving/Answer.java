package dev.gradus.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What the server answered to a request of a test. */
record Answer(HttpResponse<byte[]> response) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer get(URI address) throws Exception {
        return new Answer(CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray()));
    }

    static Answer post(URI address, String body, String... headers) throws Exception {
        return post(address, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer post(URI address, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
    }

    int status() {
        return response.statusCode();
    }

    JsonNode json() throws IOException {
        return JSON.readTree(response.body());
    }

    String error() throws IOException {
        return json().path("error").asText();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
