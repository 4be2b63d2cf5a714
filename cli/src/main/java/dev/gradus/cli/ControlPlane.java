package dev.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A server as the verbs talk to it; what it refuses becomes one line.
 *
 * <pre>{@code
 * String team = ControlPlane.at(url).get("/api/v1/whoami").path("team").asText();
 * }</pre>
 *
 * @param url without a slash at its end
 * @param token empty for who has none yet
 */
record ControlPlane(String url, Optional<String> token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UNTIL_CONNECTED = Duration.ofSeconds(10);
    private static final Duration UNTIL_ANSWERED = Duration.ofMinutes(1);
    private static final int LONGEST_REFUSAL = 10_000;
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAILED = 500;

    /** In the name of who holds {@code GRADUS_TOKEN}, else of who logged in there. */
    static ControlPlane at(String url) {
        return Optional.ofNullable(System.getenv("GRADUS_TOKEN"))
                .filter(token -> !token.isBlank())
                .map(token -> new ControlPlane(url, Optional.of(token)))
                .orElseGet(() -> kept(url));
    }

    /** In the name of who logged in there. */
    static ControlPlane kept(String url) {
        String token = Credentials.ofUser()
                .token(url)
                .orElseThrow(() -> CliProblem.mistake(
                        "nobody has logged in at " + url + " from here",
                        "run \"gradus login " + url + "\", or give a token in GRADUS_TOKEN."));
        return new ControlPlane(url, Optional.of(token));
    }

    /** The path of what these names lead to, whatever they hold. */
    static String path(String... names) {
        return Stream.of(names)
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/api/v1/", ""));
    }

    /** {@code ["VIEWER", "MEMBER"]} as a sentence has it. */
    static String words(JsonNode constants) {
        return StreamSupport.stream(constants.spliterator(), false)
                .map(constant -> constant.asText().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    JsonNode get(String path) {
        return ask("GET", path, BodyPublishers.noBody());
    }

    /** All items of a list, which comes in pages. */
    List<JsonNode> list(String path) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get(path + next);
            page.path("items").forEach(all::add);
            next = page.hasNonNull("nextPageToken")
                    ? "?pageToken=" + page.path("nextPageToken").asText()
                    : "";
        } while (!next.isEmpty());
        return all;
    }

    JsonNode post(String path, Object body) {
        return ask("POST", path, json(body));
    }

    JsonNode put(String path, Object body) {
        return ask("PUT", path, json(body));
    }

    void delete(String path) {
        ask("DELETE", path, BodyPublishers.noBody());
    }

    /** The answer to a GET as it comes. */
    InputStream open(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    private JsonNode ask(String method, String path, BodyPublisher body) {
        try (InputStream answer = send(method, path, body)) {
            return JSON.readTree(answer);
        } catch (JsonProcessingException notOurs) {
            throw CliProblem.outside(
                    url + " answered with something other than JSON",
                    "check that a Gradus answers at this address.",
                    notOurs);
        } catch (IOException cut) {
            throw silent(cut);
        }
    }

    private InputStream send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(UNTIL_ANSWERED)
                .header("Content-Type", "application/json")
                .method(method, body);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<InputStream> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(UNTIL_CONNECTED)
                    .build()
                    .send(request.build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() / 100 == 2) {
                return answer.body();
            }
            throw refused(answer);
        } catch (IOException failure) {
            throw silent(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CliProblem.outside("interrupted while the server answered", "run it again.", interrupted);
        }
    }

    private CliProblem silent(IOException failure) {
        return CliProblem.outside(
                url + " does not answer", "check the address; \"gradus up\" starts a server on this machine.", failure);
    }

    private CliProblem refused(HttpResponse<InputStream> answer) throws IOException {
        JsonNode told = told(answer);
        int status = answer.statusCode();
        String detail = told.path("detail").asText(url + " answered " + status);
        String remedy = told.path("remedy").asText("check that a Gradus answers at this address") + ".";
        if (status >= SERVER_FAILED || status == TOO_MANY || told.path("detail").isMissingNode()) {
            return CliProblem.outside(detail, remedy, null);
        }
        return CliProblem.mistake(
                detail, status == UNAUTHENTICATED && token.isPresent() ? "run \"gradus login " + url + "\"." : remedy);
    }

    private static JsonNode told(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return JSON.readTree(body.readNBytes(LONGEST_REFUSAL));
        } catch (JsonProcessingException notOurs) {
            return JSON.missingNode();
        }
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
