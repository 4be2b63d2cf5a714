package dev.gradus.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import dev.gradus.platform.notify.Receiver;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas over one database. */
final class OutboxIT {
    private static final Map<String, String> DATABASE = TestPostgres.database();
    private static final Receiver RECEIVER = new Receiver();
    private static RunningPlatform first;
    private static RunningPlatform second;
    private static String token;
    private static long webhook;

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> environment = new HashMap<>(DATABASE);
        environment.put("GRADUS_OUTBOUND_ALLOW", "127.0.0.1/32");
        environment.put("GRADUS_OUTBOX_LEASE", "3S");
        first = RunningPlatform.start(environment);
        second = RunningPlatform.start(environment);
        token = first.adminToken();
        HttpResponse<String> made =
                post(first, "/api/v1/webhooks", "{\"url\":\"" + RECEIVER.url() + "\",\"events\":[\"run.create\"]}");
        webhook = new ObjectMapper().readTree(made.body()).path("id").asLong();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        RECEIVER.close();
    }

    @Test
    void whatManyChangesAskForIsDoneOnceByEitherAndATaskOfAKilledReplicaIsTakenOver() throws Exception {
        IntStream.range(0, 40).forEach(i -> test(i % 2 == 0 ? first : second));
        await().untilAsserted(() -> assertThat(ids()).hasSize(40));
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(ids()).doesNotHaveDuplicates();

        takeOver();
    }

    /** The killed replica is the last step, since nothing more can be asked of it. */
    private static void takeOver() throws Exception {
        CountDownLatch hanging = new CountDownLatch(4);
        RECEIVER.answer((message, times) -> {
            hanging.countDown();
            return times == 1 ? hang() : 204;
        });
        IntStream.range(0, 8).forEach(i -> test(first));
        hanging.await();
        first.process().destroyForcibly();
        RECEIVER.answer((message, times) -> 204);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(ids().stream().distinct()).hasSize(48);
    }

    @Test
    void whatRepeatsIsDoneOnceOverBothReplicas() {
        await().untilAsserted(() ->
                assertThat(count("topic = 'outbox.clean' and state = 'DONE'")).isOne());
        assertThat(count("topic = 'outbox.clean'")).isOne();
    }

    private static int hang() throws InterruptedException {
        Thread.sleep(60_000);
        return 204;
    }

    private static void test(RunningPlatform replica) {
        assertThat(post(replica, "/api/v1/webhooks/" + webhook + "/test", "").statusCode())
                .isEqualTo(204);
    }

    private static HttpResponse<String> post(RunningPlatform replica, String path, String json) {
        HttpRequest request = replica.request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return replica.send(request);
    }

    private static List<String> ids() {
        return RECEIVER.messages().stream()
                .map(message -> message.header("Webhook-id"))
                .toList();
    }

    private static long waiting() {
        return count("state = 'WAITING'");
    }

    private static long count(String condition) {
        return Jdbi.create(
                        DATABASE.get("GRADUS_DB_URL"),
                        DATABASE.get("GRADUS_DB_USER"),
                        DATABASE.get("GRADUS_DB_PASSWORD"))
                .withHandle(handle -> handle.createQuery("select count(*) from outbox where " + condition)
                        .mapTo(Long.class)
                        .one());
    }
}
