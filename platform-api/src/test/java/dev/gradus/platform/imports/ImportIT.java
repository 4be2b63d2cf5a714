package dev.gradus.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
final class ImportIT {
    private static final int RUNS = Integer.getInteger("gradus.import.runs", 60);
    private static final String RUN = "/api/2.0/mlflow/runs/get?run_id=";

    @TempDir
    static Path folder;

    private static MlflowSource source;
    private static Map<String, String> environment;
    private static RunningPlatform platform;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        source = MlflowSource.start(Files.createDirectory(folder.resolve("source")), RUNS);
        environment = new HashMap<>(TestPostgres.database());
        environment.put("GRADUS_ARTIFACTS", folder.resolve("artifacts").toString());
        environment.put("GRADUS_OUTBOUND_ALLOW", "127.0.0.1");
        environment.put("GRADUS_OUTBOX_LEASE", "3S");
        platform = RunningPlatform.start(environment);
        token = platform.adminToken();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
        if (source != null) {
            source.close();
        }
    }

    @Test
    void whatAServerHasIsHereFieldByFieldAlsoAfterACrash() {
        JsonNode begun = MlflowSource.json(begin().body());
        Awaitility.await().until(() -> done(begun, "RUN") > 3);
        crash();
        JsonNode ended = await(begun);

        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("DONE");
        assertThat(ended.path("done").path("RUN").asInt()).isEqualTo(RUNS);
        JsonNode theirs =
                source.post("/api/2.0/mlflow/runs/search", "{\"experiment_ids\":[\"1\",\"2\"],\"max_results\":1000}");
        assertThat(theirs.path("runs")).hasSize(RUNS + 1);
        theirs.path("runs").forEach(ImportIT::compareRun);
        compareRegistry();
        importAgainChangesNothing();
    }

    @Test
    void aServerOnThisMachineIsRefusedUnlessTheOperatorNamesIt() {
        HttpResponse<String> refused = post("/api/v1/imports", "{\"url\":\"http://169.254.169.254/latest\"}");
        HttpResponse<String> noUrl = post("/api/v1/imports", "{}");

        assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 403);
        assertThat(noUrl.statusCode()).as(noUrl.body()).isBetween(400, 403);
    }

    private static void importAgainChangesNothing() {
        long runs = count();

        JsonNode ended = await(MlflowSource.json(begin().body()));

        assertThat(ended.path("state").asText()).isEqualTo("DONE");
        assertThat(count()).isEqualTo(runs);
    }

    private static long count() {
        JsonNode found = MlflowSource.json(post(
                        "/api/2.0/mlflow/runs/search",
                        "{\"experiment_ids\":[" + experiment("rides") + "," + experiment("other")
                                + "],\"max_results\":5000}")
                .body());
        return found.path("runs").size();
    }

    private static String experiment(String name) {
        return get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + name)
                .path("experiment")
                .path("experiment_id")
                .toString();
    }

    private static void compareRun(JsonNode theirs) {
        String id = theirs.path("info").path("run_id").asText();
        JsonNode ours = get(RUN + id).path("run");

        assertThat(told(ours)).isEqualTo(told(source.get(RUN + id).path("run")));
        assertThat(tag(ours, Trip.URL_TAG)).isEqualTo(source.uri().toString());
        String history = "/api/2.0/mlflow/metrics/get-history?metric_key=loss&run_id=" + id;
        assertThat(sorted(get(history).path("metrics"), "step"))
                .isEqualTo(sorted(source.get(history).path("metrics"), "step"));
        compareFiles(id, "");
    }

    private static void compareFiles(String run, String folder) {
        String query = "?run_id=" + run + (folder.isEmpty() ? "" : "&path=" + encoded(folder));
        JsonNode files = source.get("/api/2.0/mlflow/artifacts/list" + query).path("files");
        assertThat(get("/api/2.0/mlflow/artifacts/list" + query).path("files")).isEqualTo(files);
        for (JsonNode file : files) {
            String path = file.path("path").asText();
            if (file.path("is_dir").asBoolean()) {
                compareFiles(run, path);
            } else {
                String read = "/get-artifact?run_id=" + run + "&path=" + encoded(path);
                assertThat(platform.send(platform.request(read, token).build()).body())
                        .isEqualTo(source.text(read));
            }
        }
    }

    private static void compareRegistry() {
        String model = "/api/2.0/mlflow/registered-models/get?name=duration";
        JsonNode ours = get(model).path("registered_model");
        JsonNode theirs = source.get(model).path("registered_model");
        assertThat(ours.path("description")).isEqualTo(theirs.path("description"));
        assertThat(ours.path("aliases")).isEqualTo(theirs.path("aliases"));
        for (int version : new int[] {1, 3}) {
            String path = "/api/2.0/mlflow/model-versions/get?name=duration&version=" + version;
            JsonNode here = get(path).path("model_version");
            JsonNode there = source.get(path).path("model_version");
            assertThat(here.path("run_id")).isEqualTo(there.path("run_id"));
            assertThat(here.path("description")).isEqualTo(there.path("description"));
            assertThat(tag(here, "v")).isEqualTo(tag(there, "v"));
        }
        assertThat(get("/api/2.0/mlflow/model-versions/get?name=duration&version=2")
                        .path("error_code")
                        .asText())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(platform.send(platform.request(
                                        "/model-versions/get-artifact?name=duration&version=3&path=MLmodel", token)
                                .build())
                        .body())
                .isEqualTo("run: 0\n");
        assertThat(get("/api/2.0/mlflow/registered-models/get?name=empty").has("registered_model"))
                .isTrue();
    }

    /** A run without what must differ. */
    private static Map<String, Object> told(JsonNode run) {
        ObjectNode info = run.path("info").deepCopy();
        info.remove("experiment_id");
        info.remove("artifact_uri");
        Map<String, String> tags = new TreeMap<>();
        run.path("data")
                .path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        tags.keySet().removeIf(key -> key.startsWith("gradus.source."));
        return Map.of(
                "info", info,
                "tags", tags,
                "params", sorted(run.path("data").path("params"), "key"),
                "metrics", sorted(run.path("data").path("metrics"), "key"),
                "inputs", run.path("inputs"));
    }

    private static Map<String, JsonNode> sorted(JsonNode list, String by) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        list.forEach(element -> sorted.put(element.path(by).asText(), withDouble(element)));
        return sorted;
    }

    /** 1 and 1.0 are one value of a metric. */
    private static JsonNode withDouble(JsonNode element) {
        ObjectNode copy = element.deepCopy();
        if (copy.path("value").isNumber()) {
            copy.put("value", copy.path("value").asDouble());
        }
        return copy;
    }

    private static String tag(JsonNode owner, String key) {
        JsonNode tags = owner.has("data") ? owner.path("data").path("tags") : owner.path("tags");
        for (JsonNode tag : tags) {
            if (tag.path("key").asText().equals(key)) {
                return tag.path("value").asText();
            }
        }
        return "";
    }

    private static HttpResponse<String> begin() {
        return post("/api/v1/imports", "{\"url\":\"" + source.uri() + "/\"}");
    }

    /** The token is in the log of the first server only. */
    private static HttpResponse<String> post(String path, String json) {
        return platform.send(platform.request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private static JsonNode await(JsonNode begun) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> !state(begun).path("state").asText().equals("RUNNING"));
        return state(begun);
    }

    private static int done(JsonNode begun, String kind) {
        return state(begun).path("done").path(kind).asInt();
    }

    private static JsonNode state(JsonNode begun) {
        return get("/api/v1/imports/" + begun.path("id").asText());
    }

    private static void crash() {
        platform.process().destroyForcibly();
        platform.process().onExit().join();
        platform = RunningPlatform.start(environment);
    }

    private static JsonNode get(String path) {
        return MlflowSource.json(
                platform.send(platform.request(path, token).build()).body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
