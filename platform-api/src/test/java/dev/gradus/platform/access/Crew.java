package dev.gradus.platform.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.RunningPlatform;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * People, teams and tokens of a running server, for tests that need more than its admin.
 *
 * <pre>{@code
 * Crew crew = new Crew(platform);
 * crew.team("rides");
 * String token = crew.person("ada", "rides", "MEMBER");
 * }</pre>
 */
public final class Crew {
    static final String PASSWORD = "correct horse battery";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningPlatform platform;

    public Crew(RunningPlatform platform) {
        this.platform = platform;
    }

    /** Makes a team. */
    public void team(String name) {
        done(call(platform.adminToken(), "POST", "/api/v1/teams", "{\"name\":\"" + name + "\"}"));
    }

    /** Makes a person who is of a team; a token of theirs in this team. */
    public String person(String name, String team, String role) {
        person(name);
        join(name, team, role);
        return login(name, team);
    }

    /** Makes a person who is of no team. */
    public void person(String name) {
        String user = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
        done(call(platform.adminToken(), "POST", "/api/v1/users", user));
    }

    /** Makes a person a MEMBER or an APPROVER of a team. */
    public void join(String name, String team, String role) {
        String path = "/api/v1/teams/" + team + "/members/" + name;
        done(call(platform.adminToken(), "PUT", path, "{\"role\":\"" + role + "\"}"));
    }

    /** A token of a person in a team. */
    public String login(String name, String team) {
        String login = "{\"user\":\"%s\",\"password\":\"%s\",\"team\":\"%s\"}".formatted(name, PASSWORD, team);
        return done(call("", "POST", "/api/v1/login", login)).path("secret").textValue();
    }

    /** A token that the owner of another makes with it; {@code more} is JSON such as {@code "service":true}. */
    JsonNode token(String owner, String scope, String more) {
        String wanted = "{\"name\":\"a token\",\"scope\":\"%s\",\"expiresInDays\":1%s}"
                .formatted(scope, more.isEmpty() ? "" : "," + more);
        return done(call(owner, "POST", "/api/v1/tokens", wanted));
    }

    /** Sends a request in the name of a token; without one where it is empty, without a body where that is empty. */
    public HttpResponse<String> call(String token, String method, String path, String body) {
        HttpRequest.Builder request =
                token.isEmpty() ? HttpRequest.newBuilder(platform.uri().resolve(path)) : platform.request(path, token);
        if (body.isEmpty()) {
            return platform.send(
                    request.method(method, HttpRequest.BodyPublishers.noBody()).build());
        }
        return platform.send(request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer + " " + answer.body(), notJson);
        }
    }

    private static JsonNode done(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer + " " + answer.body());
        }
        return json(answer);
    }
}
