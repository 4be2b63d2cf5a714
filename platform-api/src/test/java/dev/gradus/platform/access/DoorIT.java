package dev.gradus.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches nobody who shows no good token. */
final class DoorIT {
    private static final List<String> OPEN = List.of("GET /health", "GET /version", "POST /api/v1/login");
    private static RunningPlatform platform;
    private static Crew crew;

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>(TestPostgres.database());
        environment.put("GRADUS_LIMITS_FAILURES_PER_MINUTE", "6");
        environment.put("GRADUS_LIMITS_REQUESTS_PER_SECOND", "50");
        platform = RunningPlatform.start(environment);
        crew = new Crew(platform);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    /** As the compiled resources declare them, so that a new one can not be forgotten. */
    static Stream<String> endpoints() throws IOException {
        java.nio.file.Path classes = java.nio.file.Path.of("target/classes");
        try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
            List<String> names = files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.replaceAll("\\.class$", "").replace('/', '.'))
                    .toList();
            return names.stream().flatMap(DoorIT::endpoints).filter(endpoint -> !OPEN.contains(endpoint));
        }
    }

    private static Stream<String> endpoints(String className) {
        try {
            Class<?> type = Class.forName(className, false, DoorIT.class.getClassLoader());
            Path path = type.getAnnotation(Path.class);
            return path == null
                    ? Stream.empty()
                    : Arrays.stream(type.getDeclaredMethods()).flatMap(method -> verb(method).stream()
                            .map(verb -> verb + " " + filled("/" + path.value() + "/" + below(method))));
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String below(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    /** {@code {team}} becomes {@code x}, {@code {version: 2\.0|3\.0}} becomes {@code 2.0}. */
    private static String filled(String template) {
        return template.replaceAll("\\{[^:}]*:\\s*([A-Za-z0-9\\\\.-]+)[^}]*}", "$1")
                .replace("\\", "")
                .replaceAll("\\{[^}]*}", "x")
                .replaceAll("//+", "/")
                .replaceAll("(.)/$", "$1");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void noEndpointAnswersWithoutAToken(String endpoint) {
        String[] verbAndPath = endpoint.split(" ", 2);

        HttpResponse<String> answer = crew.call("", verbAndPath[0], verbAndPath[1], "{}");

        assertThat(answer.statusCode()).as(endpoint).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        if (!verbAndPath[0].equals("HEAD")) {
            assertThat(answer.body()).contains("UNAUTHENTICATED", "gradus login");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/version", "/q/health/ready", "/api/v1/openapi"})
    void whatAClientAsksFirstIsOpen(String path) {
        assertThat(crew.call("", "GET", path, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/q/metrics",
                "/api/v1//teams",
                "/api/v1/login/../teams",
                "/api/v1/login/%2e%2e/teams",
                "/api/v1/login;x/../teams",
                "/api/v1/teams;x=/health",
                "/health/../api/v1/teams",
                "/health;/api/v1/teams",
                "/HEALTH",
                "/%61pi/v1/teams",
                "/api/v1/teams?path=/health",
                "/api/v1/login/x",
            })
    void noDetourLeadsIn(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .doesNotContain(" 200 ")
                .doesNotContain("\"items\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/v1/teams", "/no/such/path"})
    void everyAnswerTellsABrowserToBeCareful(String path) {
        HttpResponse<String> answer = crew.call("", "GET", path, "");

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void noOtherOriginIsLetIn() {
        HttpRequest get = platform.request("/api/v1/whoami", platform.adminToken())
                .header("Origin", "https://evil.example")
                .build();
        HttpRequest preflight = HttpRequest.newBuilder(platform.uri().resolve("/api/v1/teams"))
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(platform.send(get).headers().map().keySet()).noneMatch(DoorIT::isOfCors);
        assertThat(platform.send(preflight).headers().map().keySet()).noneMatch(DoorIT::isOfCors);
        assertThat(platform.send(preflight).statusCode()).isEqualTo(401);
    }

    private static boolean isOfCors(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("access-control-");
    }

    /** A second request hidden in the first would be answered a second time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 60\r\n",
                "Content-Length: 4, 60\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: +4\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "X: a\r\n b\r\n",
                "X: a\0b\r\n",
                "X: a\rContent-Length: 4\r\n",
                ": nothing\r\n",
                "no colon\r\n",
            })
    void noRequestHidesInAnother(String headers) throws IOException {
        String hidden = "GET /version HTTP/1.1\r\nHost: x\r\n\r\n";
        String answer = raw("POST /api/v1/login HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n0\r\n\r\n" + hidden);

        assertThat(answer.split("HTTP/1\\.1 ", -1)).as(answer).hasSizeLessThanOrEqualTo(2);
        assertThat(answer).doesNotContain("3.17");
    }

    @Test
    void aHeaderThatNeverEndsIsCutOff() throws IOException {
        String answer = raw("GET /version HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @Test
    void whoGuessesIsSlowedDownAndWhoHasATokenIsNot() {
        String good = platform.adminToken();
        HttpResponse<String> guess = crew.call("gradus_guess", "GET", "/api/v1/whoami", "");
        for (int i = 0; i < 20 && guess.statusCode() == 401; i++) {
            guess = crew.call("gradus_guess" + i, "GET", "/api/v1/whoami", "");
        }

        assertThat(guess.statusCode()).isEqualTo(429);
        assertThat(guess.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(guess.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(Crew.json(guess).path("code").asText()).isEqualTo("TOO_MANY_REQUESTS");
        HttpResponse<String> login =
                crew.call("", "POST", "/api/v1/login", "{\"user\":\"admin\",\"password\":\"guess\"}");
        assertThat(login.statusCode()).isEqualTo(429);
        HttpResponse<String> mlflow = crew.call("gradus_guess", "GET", "/api/2.0/mlflow/experiments/get", "");
        assertThat(Crew.json(mlflow).path("error_code").asText()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(crew.call(good, "GET", "/api/v1/whoami", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenThatRunsWildIsSlowedDownAloneAndLetInAgain() {
        String wild =
                crew.token(platform.adminToken(), "READ", "").path("secret").asText();
        HttpResponse<String> answer = crew.call(wild, "GET", "/version", "");
        for (int i = 0; i < 2_000 && answer.statusCode() != 429; i++) {
            answer = crew.call(wild, "GET", "/api/v1/whoami", "");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(crew.call(platform.adminToken(), "GET", "/api/v1/whoami", "").statusCode())
                .isEqualTo(200);
        await().until(() -> crew.call(wild, "GET", "/api/v1/whoami", "").statusCode() == 200);
    }

    /** What the server answers to these bytes until it ends the connection, or says nothing for two seconds. */
    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), platform.uri().getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            try {
                for (int b = socket.getInputStream().read();
                        b >= 0;
                        b = socket.getInputStream().read()) {
                    answer.append((char) b);
                }
            } catch (SocketException | SocketTimeoutException over) {
                return answer.toString();
            }
            return answer.toString();
        }
    }
}
