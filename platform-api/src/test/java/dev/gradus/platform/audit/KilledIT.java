package dev.gradus.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.client.audit.Verification;
import dev.gradus.client.audit.Verifier;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What was acknowledged before the server died is in the chain, and the chain is whole. */
final class KilledIT {
    private static final String WEBHOOK = "{\"url\":\"http://1.1.1.1/\",\"events\":[\"run.create\"]}";

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void theChainHoldsEveryAcknowledgedChangeAfterKillNineUnderLoad() throws Exception {
        Map<String, String> database = TestPostgres.database();
        String token;
        String head;
        try (RunningPlatform platform = RunningPlatform.start(database)) {
            token = platform.adminToken();
            ExecutorService clients = Executors.newFixedThreadPool(4);
            List<? extends java.util.concurrent.Future<?>> running = IntStream.range(0, 4)
                    .mapToObj(i -> clients.submit(() -> changeUntilDead(platform, token)))
                    .toList();
            Awaitility.await().until(() -> acknowledged.size() > 200);
            head = verify(export(platform, token), Optional.empty()).head();
            Awaitility.await().until(() -> acknowledged.size() > 300);
            platform.process().destroyForcibly();
            for (var one : running) {
                one.get();
            }
            clients.shutdown();
        }

        try (RunningPlatform again = RunningPlatform.start(database)) {
            String export = export(again, token);

            assertThat(verify(export, Optional.of(head)).flaw()).isNull();
            assertThat(requests(export)).containsAll(acknowledged);
        }
    }

    private void changeUntilDead(RunningPlatform platform, String token) {
        try {
            while (platform.process().isAlive()) {
                String id = "request-" + asked.incrementAndGet();
                HttpRequest request = platform.request("/api/v1/webhooks", token)
                        .header("Content-Type", "application/json")
                        .header("X-Request-Id", id)
                        .POST(BodyPublishers.ofString(WEBHOOK))
                        .build();
                if (platform.send(request).statusCode() == 201) {
                    acknowledged.add(id);
                }
            }
        } catch (UncheckedIOException dead) {
            // not acknowledged
        }
    }

    private static String export(RunningPlatform platform, String token) {
        return platform.send(platform.request("/api/v1/audit", token).build()).body();
    }

    private static Verification verify(String export, Optional<String> head) throws java.io.IOException {
        return Verifier.verify(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)), head);
    }

    private static Set<String> requests(String export) {
        return export.lines()
                .filter(line -> line.startsWith("{\"entry\":"))
                .map(line -> line.replaceAll(".*\"request\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
    }
}
