package dev.gradus.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls of MLflow's protocol with a token. Single quotes stand for double ones in what is sent.
 *
 * <pre>{@code
 * calls.post("registered-models/create", "{'name':'rides'}");
 * calls.refusal("POST", "registered-models/create", "{}");  // "400 INVALID_PARAMETER_VALUE: Missing value …"
 * }</pre>
 */
public record MlflowCalls(RunningPlatform platform, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Calls with the admin's token. */
    public static MlflowCalls ofAdmin(RunningPlatform platform) {
        return new MlflowCalls(platform, platform.adminToken());
    }

    /** The answer to a POST that is not refused. */
    public JsonNode post(String path, String body) {
        return answer("POST", path, body);
    }

    /** The answer to a PATCH that is not refused. */
    public JsonNode patch(String path, String body) {
        return answer("PATCH", path, body);
    }

    /** The answer to a DELETE that is not refused. */
    public JsonNode delete(String path, String body) {
        return answer("DELETE", path, body);
    }

    /** The answer to a GET that is not refused. */
    public JsonNode get(String path, Map<String, String> query) {
        HttpResponse<String> answer = send("GET", path + '?' + query(query), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    /** What is said to a GET that is refused. */
    public String refusal(String path, Map<String, String> query) {
        return refusal("GET", path + '?' + query(query), "");
    }

    /** What is said to a call that is refused, as {@code STATUS CODE: message}. */
    public String refusal(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        JsonNode json = json(answer.body());
        return answer.statusCode() + " " + json.path("error_code").asText() + ": "
                + json.path("message").asText();
    }

    /** The id of a new experiment. */
    public String experiment(String name) {
        return post("experiments/create", "{'name':'" + name + "'}")
                .path("experiment_id")
                .asText();
    }

    /** The info of a new run. */
    public JsonNode run(String experiment) {
        return post("runs/create", "{'experiment_id':'" + experiment + "'}").at("/run/info");
    }

    private JsonNode answer(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return platform.send(platform.request("/api/2.0/mlflow/" + path, token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build());
    }

    private static String query(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }
}
