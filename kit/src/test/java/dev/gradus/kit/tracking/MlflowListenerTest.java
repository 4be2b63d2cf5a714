package dev.gradus.kit.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.spi.RunMetric;
import dev.gradus.kit.spi.RunStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that fails where it is told to; what a right server does is seen against a real one. */
class MlflowListenerTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String RUN =
            "{\"run\":{\"info\":{\"run_id\":\"r1\",\"experiment_id\":\"7\",\"artifact_uri\":\"mlflow-artifacts:/7/r1/artifacts\"}}}";

    @TempDir
    Path project;

    private final ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private volatile String failing = "nothing";
    private HttpServer http;

    @BeforeEach
    void aServerAndAProject() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
        environment.put(
                "MLFLOW_TRACKING_URI", "http://127.0.0.1:" + http.getAddress().getPort() + "/");
        Files.createDirectories(project.resolve(".gradus"));
        Files.writeString(project.resolve(".gradus/project.yaml"), "name: rides\nteam: mobility\n");
        Files.writeString(project.resolve("model"), "weights");
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void everyCallOfARunReachesTheServer() {
        aRun();

        assertThat(calls)
                .containsSubsequence(
                        "GET /health",
                        "POST /api/2.0/mlflow/runs/create",
                        "POST /api/2.0/mlflow/runs/log-batch",
                        "POST /api/2.0/mlflow/runs/set-tag",
                        "POST /api/2.0/mlflow/runs/log-inputs",
                        "POST /api/2.0/mlflow/runs/log-metric",
                        "PUT /api/2.0/mlflow-artifacts/artifacts/7/r1/artifacts/model/model.safetensors",
                        "POST /api/2.0/mlflow/runs/update");
        assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theTokenGoesWithEveryCall() {
        environment.put("MLFLOW_TRACKING_TOKEN", "secret");

        aRun();

        assertThat(authorizations).hasSameSizeAs(calls).containsOnly("Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "runs/create",
                "runs/log-batch",
                "runs/set-tag",
                "runs/log-inputs",
                "runs/log-metric",
                "artifacts/7",
                "runs/update"
            })
    void aCallThatFailsCostsOneWarningAndNothingMore(String call) {
        failing = call;
        environment.put("MLFLOW_TRACKING_TOKEN", "secret");

        aRun();

        assertThat(warnings.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .startsWith("warning: tracking server http://127.0.0.1:")
                .contains("the run goes on and is recorded under runs/ only")
                .doesNotContain("secret");
        String last = calls.get(calls.size() - 1);
        assertThat(last).contains(call);
    }

    @Test
    void aServerThatIsDownCostsOneWarning() {
        http.stop(0);

        aRun();

        assertThat(warnings.toString(StandardCharsets.UTF_8)).hasLineCount(1);
    }

    @Test
    void whereTrackingIsRequiredAServerThatIsDownStopsTheRun() {
        http.stop(0);
        environment.put("MLFLOW_TRACKING_REQUIRED", "true");

        assertThatThrownBy(this::aRun).hasMessageContaining("MLFLOW_TRACKING_REQUIRED=true");
    }

    @Test
    void withoutAnAddressNothingIsCalledAndNothingSaid() {
        environment.clear();

        aRun();

        assertThat(calls).isEmpty();
        assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aStoreThatNeedsPythonIsNamedInAWarning() {
        environment.put("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db");

        aRun();

        assertThat(calls).isEmpty();
        assertThat(warnings.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("is no http(s) address");
    }

    private void aRun() {
        MlflowListener listener =
                new MlflowListener(environment, new PrintStream(warnings, true, StandardCharsets.UTF_8));
        listener.started(new RunStart("a.Train", project, NOON, new TreeMap<>(Map.of("epochs", "13"))));
        listener.tagged("gradus.contract", "pre-trip");
        listener.input(new RunInput("a.parquet", "sha256:" + "0".repeat(64), RunInput.Context.TESTING, 7));
        listener.metric(new RunMetric("rmse", 5.9, 0, NOON));
        listener.artifact(new RunArtifact("model/model.safetensors", project.resolve("model"), "sha256:11"));
        listener.finished();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        List<String> authorization = exchange.getRequestHeaders().get("Authorization");
        if (authorization != null) {
            authorizations.addAll(authorization);
        }
        exchange.getRequestBody().readAllBytes();
        boolean fails = path.contains(failing);
        String body = path.contains("experiments/get-by-name")
                ? "{\"experiment\":{\"experiment_id\":\"7\",\"name\":\"mobility/rides\"}}"
                : path.contains("runs/create") || path.contains("runs/update") ? RUN : "{}";
        byte[] bytes = (fails ? "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"no\"}" : body)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(fails ? 400 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
