package dev.gradus.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of a token, on two replicas over one database. */
final class RotationIT {
    private static final Map<String, String> DATABASE = TestPostgres.database();
    /** What the decision page promises, and a second for the request itself. */
    private static final Duration BELIEVED = Duration.ofSeconds(3);

    private static RunningPlatform platform;
    private static RunningPlatform replica;
    private static Crew crew;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(DATABASE);
        replica = RunningPlatform.start(DATABASE);
        crew = new Crew(platform);
    }

    @AfterAll
    static void stop() {
        replica.close();
        platform.close();
    }

    @Test
    void aTokenThatIsRotatedUnderLoadIsNeverRefused() {
        JsonNode token = crew.token(platform.adminToken(), "WRITE", "");
        AtomicReference<String> secret = new AtomicReference<>(secret(token));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();

        List<CompletableFuture<Void>> clients = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        RunningPlatform server = asked.incrementAndGet() % 2 == 0 ? platform : replica;
                        assertThat(status(server, secret.get())).isEqualTo(200);
                    }
                }))
                .toList();
        for (int i = 0; i < 20; i++) {
            secret.set(secret(rotated(secret.get(), token, 30)));
            int seen = asked.get();
            await().until(() -> asked.get() > seen + 10);
        }
        over.set(true);
        clients.forEach(CompletableFuture::join);

        assertThat(asked.get()).isGreaterThan(200);
    }

    @Test
    void theOldSecretEndsWithItsGrace() {
        JsonNode token = crew.token(platform.adminToken(), "WRITE", "");
        assertThat(status(replica, secret(token))).isEqualTo(200);

        JsonNode rotated = rotated(secret(token), token, 0);

        assertThat(status(platform, secret(token))).isEqualTo(401);
        assertThat(status(platform, secret(rotated))).isEqualTo(200);
        assertThat(status(replica, secret(rotated))).isEqualTo(200);
        await().atMost(BELIEVED).until(() -> status(replica, secret(token)) == 401);
    }

    @Test
    void aSecondRotationDoesNotLengthenTheLifeOfTheFirstSecret() {
        JsonNode token = crew.token(platform.adminToken(), "WRITE", "");
        JsonNode second = rotated(secret(token), token, 0);

        rotated(secret(second), token, 3600);

        assertThat(status(platform, secret(token))).isEqualTo(401);
        assertThat(status(platform, secret(second))).isEqualTo(200);
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceHereAndSoonElsewhere() {
        JsonNode token = crew.token(platform.adminToken(), "WRITE", "");
        assertThat(status(platform, secret(token))).isEqualTo(200);
        assertThat(status(replica, secret(token))).isEqualTo(200);

        crew.call(platform.adminToken(), "DELETE", "/api/v1/tokens/" + id(token), "");

        assertThat(status(platform, secret(token))).isEqualTo(401);
        await().atMost(BELIEVED).until(() -> status(replica, secret(token)) == 401);
        assertThat(crew.call(platform.adminToken(), "POST", "/api/v1/tokens/" + id(token) + "/rotate", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void anExpiredTokenIsRefused() {
        JsonNode token = crew.token(platform.adminToken(), "WRITE", "");
        assertThat(status(platform, secret(token))).isEqualTo(200);

        Jdbi.create(DATABASE.get("GRADUS_DB_URL"), DATABASE.get("GRADUS_DB_USER"), DATABASE.get("GRADUS_DB_PASSWORD"))
                .useHandle(
                        handle -> handle.execute("update token set expires_at = now() where public_id = ?", id(token)));

        await().atMost(BELIEVED).until(() -> status(platform, secret(token)) == 401);
    }

    private static JsonNode rotated(String secret, JsonNode token, int graceSeconds) {
        String path = "/api/v1/tokens/" + id(token) + "/rotate?graceSeconds=" + graceSeconds;
        return Crew.json(crew.call(secret, "POST", path, ""));
    }

    private static int status(RunningPlatform server, String secret) {
        HttpRequest whoami = server.request("/api/v1/whoami", secret).build();
        return server.send(whoami).statusCode();
    }

    private static String id(JsonNode token) {
        return token.path("id").asText();
    }

    private static String secret(JsonNode token) {
        return token.path("secret").asText();
    }
}
