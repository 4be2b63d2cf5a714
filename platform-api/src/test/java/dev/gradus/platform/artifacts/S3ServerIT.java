package dev.gradus.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

final class S3ServerIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static ObjectStore store;
    private static ArtifactServer server;

    @BeforeAll
    static void start() throws IOException {
        store = ObjectStore.start(folder);
        Map<String, String> settings = new HashMap<>(store.environment());
        settings.put("GRADUS_DATA", folder.resolve("data").toString());
        settings.put("GRADUS_ARTIFACTS_SWEEP", "1s");
        server = ArtifactServer.with(settings);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void artefactsGoThroughTheServerToTheStoreAndBack() {
        String root = server.run();

        assertThat(server.put(root + "/a/b.txt", "hello, world").body()).isEqualTo("{}");

        assertThat(server.get(root + "/a/b.txt").body()).isEqualTo("hello, world");
        assertThat(server.send(server.to(root + "/a/b.txt").header("Range", "bytes=7-"), BodyHandlers.ofString())
                        .body())
                .isEqualTo("world");
        assertThat(server.list(root + "/a").body()).contains("b.txt");
        assertThat(server.put(root + "/empty", "").body()).isEqualTo("{}");
        assertThat(server.get(root + "/empty").body()).isEmpty();
    }

    @Test
    void partsGoStraightToTheStoreBySignedAddresses() throws Exception {
        String root = server.run();
        JsonNode begun = JSON.readTree(server.post("mpu/create/" + root, "{\"path\":\"w.bin\",\"num_parts\":2}")
                .body());
        String first = tag(begun, 0, "a".repeat(5 << 20));
        String second = tag(begun, 1, "b");

        HttpResponse<String> done = server.post("mpu/complete/" + root, """
                {"path":"w.bin","upload_id":%s,"parts":[{"part_number":1,"etag":%s},{"part_number":2,"etag":%s}]}""".formatted(
                        begun.path("upload_id"), JSON.writeValueAsString(first), JSON.writeValueAsString(second)));

        assertThat(done.body()).isEqualTo("{}");
        JsonNode signed = JSON.readTree(server.platform()
                .get("/api/2.0/mlflow-artifacts/presigned/" + root + "/w.bin")
                .body());
        assertThat(signed.path("file_size").asLong()).isEqualTo((5 << 20) + 1);
        assertThat(send(HttpRequest.newBuilder(URI.create(signed.path("url").asText())))
                        .body())
                .isEqualTo(server.get(root + "/w.bin").body())
                .endsWith("ab");
    }

    @Test
    void whatNothingNamesGoesFromTheStoreToo() {
        String root = server.run();
        server.put(root + "/a", "1");
        server.post("mpu/create/" + root, "{\"path\":\"w.bin\",\"num_parts\":2}");
        long before = objects();

        server.send(server.to(root).DELETE(), BodyHandlers.ofString());
        server.jdbi()
                .useHandle(handle ->
                        handle.execute("update artifact_blob set expires_at = now() where expires_at is not null"));

        Awaitility.await().until(() -> objects() == before - 1);
    }

    @Test
    void aStoreThatDoesNotAnswerIsAskedForAgainLater() throws IOException {
        try (ObjectStore gone = ObjectStore.start(folder.resolve("gone"))) {
            Map<String, String> settings = new HashMap<>(gone.environment());
            settings.put("GRADUS_DATA", folder.resolve("data2").toString());
            try (ArtifactServer other = ArtifactServer.with(settings)) {
                String root = other.run();
                gone.stop();

                HttpResponse<String> put = other.put(root + "/a", "1");

                assertThat(put.statusCode()).isEqualTo(503);
                assertThat(put.body()).contains("TEMPORARILY_UNAVAILABLE");
                assertThat(other.list(root).body()).isEqualTo("{}");
            }
        }
    }

    private static String tag(JsonNode begun, int index, String content) throws Exception {
        JsonNode credential = begun.path("credentials").path(index);
        return send(HttpRequest.newBuilder(URI.create(credential.path("url").asText()))
                        .PUT(BodyPublishers.ofString(content)))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static long objects() {
        try (S3Client s3 = store.client(ObjectStore.SECRET)) {
            return s3.listObjectsV2Paginator(request -> request.bucket(ObjectStore.BUCKET)).contents().stream()
                    .count();
        }
    }
}
