package dev.gradus.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger, a rival team or a forger tries: each is refused, leaves things as they were, and stands in the audit. */
final class SecurityIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MLFLOW = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final String FORGED = "gradus_forgedForgedForgedForgedForgedForgedForged";

    private static Jdbi database;
    private static RunningPlatform platform;
    private static String rival;
    private static String experiment;
    private static String run;

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> address = TestPostgres.database();
        database = Jdbi.create(
                address.get("GRADUS_DB_URL"), address.get("GRADUS_DB_USER"), address.get("GRADUS_DB_PASSWORD"));
        platform = RunningPlatform.start(address);
        created("/api/v1/teams", "{\"name\": \"rivals\"}");
        rival = created("/api/v1/tokens", """
                        {"name": "robot", "team": "rivals", "scope": "WRITE", "service": true, "expiresInDays": 1}
                        """).get("secret").asText();
        experiment = created(MLFLOW + "experiments/create", "{\"name\": \"ours\"}")
                .get("experiment_id")
                .asText();
        run = created(MLFLOW + "runs/create", "{\"experiment_id\": \"" + experiment + "\", \"start_time\": 1}")
                .at("/run/info/run_id")
                .asText();
        created(MLFLOW + "registered-models/create", "{\"name\": \"ours\"}");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void withoutATokenNothingIsReadAndNothingChanged() {
        HttpRequest read =
                request("experiments/get?experiment_id=" + experiment).build();
        HttpRequest write = post(request("experiments/create"), "{\"name\": \"nobody\"}");
        HttpRequest upload = HttpRequest.newBuilder(
                        platform.uri().resolve(ARTIFACTS + experiment + "/" + run + "/artifacts/nobody.txt"))
                .PUT(BodyPublishers.ofString("x"))
                .build();

        assertThat(List.of(read, write, upload))
                .allSatisfy(request ->
                        assertThat(platform.send(request).statusCode()).isEqualTo(401));

        assertThat(experiments("nobody")).isEmpty();
        awaitRefused("POST /api/2.0/mlflow/experiments/create", "");
    }

    @Test
    void aForgedTokenIsRefusedAndNeverWrittenDown() {
        HttpRequest write = post(
                request("experiments/set-experiment-tag").header("Authorization", "Bearer " + FORGED),
                "{\"experiment_id\": \"" + experiment + "\", \"key\": \"a\", \"value\": \"b\"}");

        assertThat(platform.send(write).statusCode()).isEqualTo(401);

        awaitRefused("POST /api/2.0/mlflow/experiments/set-experiment-tag", "");
        assertThat(platform.log()).doesNotContain(FORGED);
        assertThat(audit()).doesNotContain(FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "experiments/update {\"experiment_id\": \"EXPERIMENT\", \"new_name\": \"theirs\"}",
                "experiments/delete {\"experiment_id\": \"EXPERIMENT\"}",
                "experiments/set-experiment-tag {\"experiment_id\": \"EXPERIMENT\", \"key\": \"a\", \"value\": \"b\"}",
                "runs/create {\"experiment_id\": \"EXPERIMENT\", \"start_time\": 1}",
                "runs/update {\"run_id\": \"RUN\", \"status\": \"KILLED\"}",
                "runs/delete {\"run_id\": \"RUN\"}",
                "runs/log-parameter {\"run_id\": \"RUN\", \"key\": \"a\", \"value\": \"b\"}",
                "runs/log-batch {\"run_id\": \"RUN\", \"tags\": [{\"key\": \"a\", \"value\": \"b\"}]}",
                "logged-models {\"experiment_id\": \"EXPERIMENT\", \"name\": \"theirs\"}"
            })
    void anotherTeamsWorkCanBeReadButNotChanged(String call) throws IOException {
        int space = call.indexOf(' ');
        String body =
                call.substring(space + 1).replace("EXPERIMENT", experiment).replace("RUN", run);
        String before = stateOfOurs();

        HttpResponse<String> answer =
                platform.send(post(request(call.substring(0, space)).header("Authorization", "Bearer " + rival), body));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(answer.body()).get("error_code").asText()).isEqualTo("PERMISSION_DENIED");
        assertThat(stateOfOurs()).isEqualTo(before);
    }

    @Test
    void whatATeamMayNotChangeIsInTheAuditWithItsName() {
        platform.send(post(
                request("runs/set-tag").header("Authorization", "Bearer " + rival),
                "{\"run_id\": \"" + run + "\", \"key\": \"a\", \"value\": \"b\"}"));

        awaitRefused("POST /api/2.0/mlflow/runs/set-tag", "rivals");
    }

    @Test
    void aNameOfAnotherTeamMeansTheCallersOwn() {
        HttpRequest mine = request("registered-models/get?name=ours")
                .header("Authorization", "Bearer " + rival)
                .build();

        assertThat(platform.send(mine).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/passwd",
                "a/../../../../../../etc/passwd",
                "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "..%2f..%2f..%2f..%2fetc%2fpasswd",
                "%252e%252e%252f%252e%252e%252fetc%252fpasswd",
                "%2fetc%2fpasswd",
                "/etc/passwd",
                "..%5c..%5cetc%5cpasswd",
                "file:%2f%2f%2fetc%2fpasswd",
                "a%00/../etc/passwd",
                "a%0d%0aX-Forged:%201"
            })
    void aPathThatLeavesTheArtefactsIsRefused(String path) throws IOException {
        String read = Wire.exchange(platform.uri(), head("GET", ARTIFACTS + path, "Connection: close\r\n") + "\r\n");
        String written = Wire.exchange(
                platform.uri(),
                head("PUT", ARTIFACTS + path, "Connection: close\r\nContent-Length: 4\r\n") + "\r\nevil");

        assertThat(read)
                .matches("(?s)HTTP/1\\.1 4\\d\\d .*")
                .doesNotContain("root:")
                .doesNotContain("X-Forged");
        assertThat(written).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "params.a = 'x'; DROP TABLE run",
                "params.a = 'x' OR 1=1",
                "params.a = 'x' UNION SELECT secret FROM token",
                "' OR ''='",
                "params.`a'; DROP TABLE run; --` = 'x'",
                "attributes.run_id IN ('x') OR pg_sleep(9) IS NULL",
                "tags.a LIKE '%' ESCAPE '' OR true --"
            })
    void sqlInTheGrammarOfSearchIsTextOrRefused(String filter) throws IOException {
        String body = JSON.writeValueAsString(Map.of("experiment_ids", List.of(experiment), "filter", filter));

        HttpResponse<String> answer = platform.post(MLFLOW + "runs/search", body);

        assertThat(answer.statusCode()).isIn(200, 400);
        assertThat(JSON.readTree(answer.body()).path("runs")).isEmpty();
        assertThat(stateOfOurs()).contains(run);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"metrics.a; DROP TABLE run", "(SELECT 1)", "params.a, pg_sleep(9)", "start_time DESC NULLS"})
    void sqlInAnOrderIsRefused(String order) throws IOException {
        String body =
                JSON.writeValueAsString(Map.of("experiment_ids", List.of(experiment), "order_by", List.of(order)));

        assertThat(platform.post(MLFLOW + "runs/search", body).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyThatUnpacksToAGigabyteIsNotUnpacked() throws IOException {
        HttpRequest bomb = platform.request(MLFLOW + "runs/log-batch", platform.adminToken())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zeros(1L << 30)))
                .build();

        assertThat(platform.send(bomb).statusCode()).isBetween(400, 499);
        assertThat(platform.get("/health").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0|Content-Length: 90",
                "Content-Length: 0|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Content-Length: +0",
                "Content-Length : 0",
                "Content-Length: 0x0",
                "X-Bad\u0000Name: a",
                "Host: elsewhere"
            })
    void aHeadThatTwoServersCouldReadDifferentlyIsRefused(String headers) throws IOException {
        String request = head("POST", "/version", headers.replace("|", "\r\n") + "\r\n") + "\r\n";
        String name = "smuggled " + headers.hashCode();

        String answer = Wire.exchange(platform.uri(), request + smuggled(name));

        assertThat(answer).matches("(?s)|HTTP/1\\.1 (400|501) .*");
        assertThat(experiments(name)).isEmpty();
    }

    @Test
    void aHeadWithoutAnEndIsCutOff() throws IOException {
        String answer = Wire.exchange(
                platform.uri(), head("GET", "/health", "X-Long: " + "x".repeat(100_000) + "\r\n") + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void theLogHoldsNoSecret() {
        platform.get(MLFLOW + "runs/get?run_id=nobody&token=" + platform.adminToken());
        String announced = "admin token: " + platform.adminToken();

        assertThat(platform.log().replace(announced, "")).doesNotContain(platform.adminToken(), rival);
        assertThat(audit()).doesNotContain(platform.adminToken(), rival);
    }

    private static String smuggled(String name) {
        String body = "{\"name\": \"" + name + "\"}";
        return head("POST", MLFLOW + "experiments/create", "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
    }

    private static String head(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + platform.adminToken()
                + "\r\nContent-Type: application/json\r\n" + headers;
    }

    private static byte[] zeros(long size) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] block = new byte[1 << 20];
            for (long written = 0; written < size; written += block.length) {
                gzip.write(block);
            }
        }
        return packed.toByteArray();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(platform.uri().resolve(MLFLOW + path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpRequest post(HttpRequest.Builder request, String json) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    private static JsonNode created(String path, String json) throws IOException {
        HttpResponse<String> answer = platform.post(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JSON.readTree(answer.body());
    }

    private static String stateOfOurs() {
        return platform.get(MLFLOW + "experiments/get?experiment_id=" + experiment)
                        .body()
                + platform.get(MLFLOW + "runs/get?run_id=" + run).body();
    }

    private static JsonNode experiments(String name) {
        try {
            String body = "{\"filter\": \"name = '%s'\", \"max_results\": 5}".formatted(name);
            return JSON.readTree(
                            platform.post(MLFLOW + "experiments/search", body).body())
                    .path("experiments");
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static String audit() {
        return database.withHandle(
                handle -> handle.createQuery("select string_agg(cast(e as text), ' ') from audit_entry e")
                        .mapTo(String.class)
                        .one());
    }

    private static void awaitRefused(String subject, String team) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> database.withHandle(handle -> handle.createQuery(
                                        "select count(*) from audit_entry where outcome = 'REFUSED' and subject = :subject and team = :team")
                                .bind("subject", subject)
                                .bind("team", team)
                                .mapTo(Integer.class)
                                .one())
                        > 0);
    }
}
