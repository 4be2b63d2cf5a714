package dev.gradus.platform.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server tells of itself: lines of JSON without secrets, metrics, health. */
final class LogIT {
    /** How promtool ends when it could read all, and has something to say about names. */
    private static final int LINT = 3;

    private static Map<String, String> database;
    private static RunningPlatform platform;

    @BeforeAll
    static void start() {
        database = new HashMap<>(TestPostgres.database());
        database.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");
        // The driver is talkative: what it says of connections must hide the password.
        database.put("QUARKUS_LOG_CATEGORY__ORG_POSTGRESQL__LEVEL", "DEBUG");
        platform = RunningPlatform.start(database);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aLineAboutARequestIsJsonThatNamesIt() {
        platform.send(platform.request("/api/2.0/mlflow/experiments/get?experiment_id=0", platform.adminToken())
                .header("X-Request-Id", "from-the-client")
                .build());

        JsonNode line = Awaitility.await()
                .until(
                        () -> lines().stream()
                                .filter(each -> each.at("/mdc/request").asText().equals("from-the-client"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(line.get("message").asText()).contains("GET /api/2.0/mlflow/experiments/get 200");
        assertThat(line.get("level").asText()).isEqualTo("INFO");
    }

    @Test
    void noLineHoldsASecret() {
        HttpResponse<String> answer =
                platform.get("/api/2.0/mlflow/experiments/get?experiment_id=" + platform.adminToken());

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        String said = platform.log().replace("admin token: " + platform.adminToken(), "");
        assertThat(said).doesNotContain(platform.adminToken()).doesNotContain(database.get("GRADUS_DB_PASSWORD"));
    }

    @Test
    void metricsAreForWhoShowsAToken() throws Exception {
        HttpResponse<String> metrics = platform.get("/q/metrics");

        assertThat(metrics.body())
                .contains("http_server_requests_seconds_count", "agroal_active_count", "jvm_memory_used_bytes");
        assertThat(platform.send(HttpRequest.newBuilder(platform.uri().resolve("/q/metrics"))
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void prometheusUnderstandsTheMetrics() throws Exception {
        String promtool = System.getenv("GRADUS_PROMTOOL");
        Assumptions.assumeTrue(promtool != null, "GRADUS_PROMTOOL names no promtool");
        String metrics = platform.send(platform.request("/q/metrics", platform.adminToken())
                        .header("Accept", "text/plain")
                        .build())
                .body();
        Path file = Files.writeString(Path.of("target", "metrics.txt"), metrics);

        Process process = new ProcessBuilder(promtool, "check", "metrics")
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isIn(0, LINT);
        // The others have the names and the help that their libraries give them.
        assertThat(said.lines()).noneMatch(complaint -> complaint.startsWith("gradus_"));
    }

    private static List<JsonNode> lines() {
        ObjectMapper json = new ObjectMapper();
        return platform.log()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> read(json, line))
                .toList();
    }

    private static JsonNode read(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException half) {
            return json.missingNode();
        }
    }
}
