package dev.gradus.platform.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.RunningPlatform;
import java.net.http.HttpResponse;

/** MLflow's calls to a running server; single quotes stand for double ones in what is sent. */
record Calls(RunningPlatform platform) {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode post(String path, String body) {
        HttpResponse<String> answer = platform.post("/api/2.0/mlflow/" + path, body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = platform.get("/api/2.0/mlflow/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** What is said to a call that is refused, as {@code CODE: message}. */
    String refused(String path, String body) {
        return refusal(platform.post("/api/2.0/mlflow/" + path, body.replace('\'', '"')));
    }

    String refused(String path) {
        return refusal(platform.get("/api/2.0/mlflow/" + path));
    }

    String experiment(String name) {
        return post("experiments/create", "{'name':'" + name + "'}")
                .path("experiment_id")
                .asText();
    }

    String run(String experiment, long start) {
        return post("runs/create", "{'experiment_id':'" + experiment + "','start_time':" + start + "}")
                .path("run")
                .path("info")
                .path("run_id")
                .asText();
    }

    private static String refusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
        JsonNode json = json(answer);
        return json.path("error_code").asText() + ": " + json.path("message").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + answer.body(), notJson);
        }
    }
}
