package dev.gradus.platform.robust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that asks too much gets no more than an answer that says so, and the others notice nothing. */
final class LimitsIT {
    private static final int AT_ONCE = 16;
    private static final int BODY_SIZE = 100_000;
    private static final String SEARCH = "/api/2.0/mlflow/experiments/search";
    private static final String QUESTION = "{\"max_results\": 10}";

    private static RunningPlatform platform;
    private final List<RawClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>(TestPostgres.database());
        environment.put("GRADUS_REQUESTS_AT_ONCE", Integer.toString(AT_ONCE));
        environment.put("GRADUS_REQUESTS_BODY_SIZE", Integer.toString(BODY_SIZE));
        environment.put("GRADUS_REQUESTS_BODY_TIME", "4S");
        platform = RunningPlatform.start(environment);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @AfterEach
    void hangUp() {
        clients.forEach(RawClient::close);
    }

    @Test
    void aBodyThatSaysItIsTooLongIsRefusedBeforeItArrives() {
        String answer = client().say(head("Content-Length: " + (BODY_SIZE + 1))).answer();

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"message\":\"the body is longer than " + BODY_SIZE);
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsRefusedWhenItIsTooLong() {
        String chunk = "2710\r\n" + " ".repeat(10_000) + "\r\n";

        String answer = client().say(head("Transfer-Encoding: chunked") + chunk.repeat(10))
                .say(chunk)
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void aBodyWithinTheLimitIsRead() {
        assertThat(platform.post(SEARCH, QUESTION + " ".repeat(BODY_SIZE - QUESTION.length()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLineAndAHeaderHaveABound() {
        String long20k = "x".repeat(20_000);

        assertThat(client().say("GET /" + long20k + " HTTP/1.1\r\n\r\n").answer())
                .startsWith("HTTP/1.0 414");
        assertThat(client().say("GET / HTTP/1.1\r\nX: " + long20k + "\r\n\r\n").answer())
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void aBodyThatDripsIsCutOff() {
        RawClient slow = client().say(head("Content-Length: 1000")).say("{");

        assertThat(slow.answer()).startsWith("HTTP/1.1 408").contains("did not arrive within 4 s");
        assertThat(slow.answer()).isEmpty();
    }

    @Test
    void beyondItsBoundTheServerRefusesAtOnceAndRecovers() {
        for (int i = 0; i < AT_ONCE; i++) {
            client().say(head("Content-Length: 1000"));
        }

        // A question may be let in before the last of them, which leaves a place free: one more takes it.
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
            client().say(head("Content-Length: 1000"));
            return search().statusCode() == 503;
        });
        assertThat(search().headers().firstValue("Retry-After")).contains("1");
        assertThat(platform.get("/q/health/ready").statusCode()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> search().statusCode() == 200);
    }

    @Test
    void aThousandConnectionsAreServed() {
        for (int i = 0; i < 1000; i++) {
            client();
        }

        assertThat(clients).allSatisfy(client -> assertThat(client.say("GET /version HTTP/1.1\r\nHost: gradus\r\n\r\n")
                        .answer())
                .startsWith("HTTP/1.1 200"));
    }

    @Test
    void aThousandClientsThatNeverEndTheirHeadersHoldNobodyUp() {
        for (int i = 0; i < 1000; i++) {
            client().say("GET /version HTTP/1.1\r\nX: ");
        }

        long before = System.nanoTime();
        assertThat(search().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private RawClient client() {
        RawClient client = RawClient.open(platform.uri());
        clients.add(client);
        return client;
    }

    private static HttpResponse<String> search() {
        return platform.post(SEARCH, QUESTION);
    }

    private static String head(String length) {
        return "POST " + SEARCH
                + " HTTP/1.1\r\nHost: gradus\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + platform.adminToken() + "\r\n" + length + "\r\n\r\n";
    }
}
