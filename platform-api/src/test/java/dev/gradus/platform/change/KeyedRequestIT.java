package dev.gradus.platform.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyedRequestIT {
    private static final Map<String, String> DATABASE = TestPostgres.database();
    private static RunningPlatform platform;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(DATABASE);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aRepeatedRequestChangesNothingAgainAndGetsTheFirstAnswerEvenItsSecret() {
        HttpResponse<String> first = create("key-1", "http://1.1.1.1/a");
        HttpResponse<String> again = create("key-1", "http://1.1.1.1/a");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body()).contains("whsec_");
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(webhooks("http://1.1.1.1/a")).isOne();
    }

    @Test
    void theAnswerIsKeptUnreadable() {
        create("key-2", "http://1.1.1.1/b");

        List<String> kept = jdbi().withHandle(
                        handle -> handle.createQuery("select answer from keyed_change where answer is not null")
                                .mapTo(String.class)
                                .list());

        assertThat(kept).isNotEmpty().noneSatisfy(answer -> assertThat(answer).contains("whsec_"));
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        create("key-3", "http://1.1.1.1/c");

        HttpResponse<String> other = create("key-3", "http://1.1.1.1/d");

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("another request");
        assertThat(webhooks("http://1.1.1.1/d")).isZero();
    }

    @Test
    void whatWasRefusedCanBeAskedAgain() {
        assertThat(create("key-4", "http://127.0.0.1/e").statusCode()).isEqualTo(400);

        assertThat(create("key-4", "http://1.1.1.1/e").statusCode()).isEqualTo(201);
    }

    @Test
    void ofManyAtTheSameTimeOneIsDone() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        Callable<Integer> ask = () -> create("key-5", "http://1.1.1.1/f").statusCode();
        List<Future<Integer>> answers =
                clients.invokeAll(Stream.generate(() -> ask).limit(8).toList());
        clients.shutdown();

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(201, 409);
        }
        assertThat(webhooks("http://1.1.1.1/f")).isOne();
    }

    @Test
    void whoShowsNoTokenGetsNoAnswerOfAnothers() {
        create("key-6", "http://1.1.1.1/g");
        HttpRequest anonymous = HttpRequest.newBuilder(platform.uri().resolve("/api/v1/webhooks"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-6")
                .POST(BodyPublishers.ofString(body("http://1.1.1.1/g")))
                .build();

        assertThat(platform.send(anonymous).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void aKeyThatIsNoneIsRefused(String key) {
        assertThat(create(key, "http://1.1.1.1/h").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> create(String key, String url) {
        return platform.send(platform.request("/api/v1/webhooks", platform.adminToken())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body(url)))
                .build());
    }

    private static String body(String url) {
        return "{\"url\":\"" + url + "\",\"events\":[\"run.create\"]}";
    }

    private static long webhooks(String url) {
        return jdbi().withHandle(handle -> handle.createQuery("select count(*) from webhook where url = :url")
                .bind("url", url)
                .mapTo(Long.class)
                .one());
    }

    private static Jdbi jdbi() {
        return Jdbi.create(
                DATABASE.get("GRADUS_DB_URL"), DATABASE.get("GRADUS_DB_USER"), DATABASE.get("GRADUS_DB_PASSWORD"));
    }
}
