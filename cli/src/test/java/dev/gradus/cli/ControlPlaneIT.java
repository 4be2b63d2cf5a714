package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The life of a control plane on one machine: used, backed up while it is written to, killed, restored, used again, stopped. */
@EnabledOnOs(OS.LINUX)
final class ControlPlaneIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private String url = "";
    private String token = "";

    @Test
    void runsOutliveTheServerAndItsFolder() throws Exception {
        try (Box box = Box.empty();
                Box other = Box.empty()) {
            start(box);
            AtomicInteger acknowledged = new AtomicInteger();
            Thread writer = new Thread(() -> logUntilRefused(acknowledged));
            String run = createRun();
            put(artifact(run), "weights");
            writer.start();
            await().until(() -> acknowledged.get() > 20);
            assertThat(box.run("backup", "gradus.zip").exitCode()).isZero();
            kill(box);
            writer.join();

            start(box);
            assertThat(metrics(run)).isNotEmpty();
            assertThat(runs().size()).isGreaterThanOrEqualTo(acknowledged.get());
            assertThat(box.run("down").exitCode()).isZero();
            assertThat(box.processes()).isEmpty();

            String backup = box.folder().resolve("gradus.zip").toString();
            assertThat(other.run("restore", backup).exitCode()).isZero();
            String admin = token;
            start(other);
            token = admin;
            assertThat(metrics(run)).isNotEmpty();
            assertThat(bytes(artifact(run))).isEqualTo("weights");
            assertThat(runs()).hasSizeGreaterThan(20);
            assertThat(other.run("down").exitCode()).isZero();
            assertThat(other.processes()).isEmpty();
        }
    }

    private void start(Box box) throws Exception {
        Program.Result up = box.run("up", "--json");
        assertThat(up.exitCode()).as(up.err()).isZero();
        JsonNode ready = JSON.readTree(up.out());
        url = ready.path("url").asText();
        token = ready.path("adminToken").asText(token);
    }

    private static void kill(Box box) {
        ProcessHandle server = new LocalServer(box.data())
                .running()
                .flatMap(LocalServer.Running::process)
                .orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** Until the server is killed. */
    private void logUntilRefused(AtomicInteger acknowledged) {
        try {
            while (true) {
                createRun();
                acknowledged.incrementAndGet();
            }
        } catch (Exception killed) {
            return;
        }
    }

    private String createRun() throws Exception {
        String run = post("runs/create", "{\"experiment_id\": \"0\"}")
                .path("run")
                .path("info")
                .path("run_id")
                .asText();
        post(
                "runs/log-batch",
                "{\"run_id\": \"" + run
                        + "\", \"metrics\": [{\"key\": \"rmse\", \"value\": 5.0, \"timestamp\": 1, \"step\": 0}]}");
        return run;
    }

    private JsonNode info(String run) throws Exception {
        return run(run).path("info");
    }

    private JsonNode metrics(String run) throws Exception {
        return run(run).path("data").path("metrics");
    }

    private JsonNode run(String run) throws Exception {
        String call = url + "/api/2.0/mlflow/runs/get?run_id=" + run;
        return JSON.readTree(body(HttpRequest.newBuilder(URI.create(call)).GET()))
                .path("run");
    }

    private String artifact(String run) throws Exception {
        String folder = info(run).path("artifact_uri").asText().replace("mlflow-artifacts:/", "");
        return url + "/api/2.0/mlflow-artifacts/artifacts/" + folder + "/model.txt";
    }

    private void put(String address, String text) throws Exception {
        body(HttpRequest.newBuilder(URI.create(address)).PUT(HttpRequest.BodyPublishers.ofString(text)));
    }

    private String bytes(String address) throws Exception {
        return body(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    private JsonNode runs() throws Exception {
        return post("runs/search", "{\"experiment_ids\": [\"0\"], \"max_results\": 10000}")
                .path("runs");
    }

    private JsonNode post(String call, String json) throws Exception {
        return JSON.readTree(body(HttpRequest.newBuilder(URI.create(url + "/api/2.0/mlflow/" + call))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))));
    }

    private String body(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
