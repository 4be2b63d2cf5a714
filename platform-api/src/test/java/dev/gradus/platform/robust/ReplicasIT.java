package dev.gradus.platform.robust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers over one database are one server to their clients. */
final class ReplicasIT {
    private static RunningPlatform first;
    private static RunningPlatform second;

    @BeforeAll
    static void start() {
        Map<String, String> database = TestPostgres.database();
        first = RunningPlatform.start(database);
        second = RunningPlatform.start(database);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void whatOneAcknowledgedTheOtherShows() {
        String token = first.adminToken();
        Ledger ledger = new Ledger();
        try (Load here = Load.on(first.uri(), token, 2, ledger);
                Load there = Load.on(second.uri(), token, 2, ledger)) {
            here.awaitRounds(50);
            there.awaitRounds(50);
        }

        ledger.requireEverything(first.uri(), token);
        ledger.requireEverything(second.uri(), token);
    }

    @Test
    void anExperimentThatBothMakeAtOnceIsMadeOnce() {
        Calls here = new Calls(first.uri(), first.adminToken());
        Calls there = new Calls(second.uri(), first.adminToken());
        for (int n = 0; n < 20; n++) {
            String name = "{\"name\": \"experiment-" + n + "\"}";
            CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> create(there, name));

            assertThat(List.of(create(here, name), other.join())).containsExactlyInAnyOrder(200, 400);
        }
    }

    private static int create(Calls calls, String name) {
        try {
            return calls.send("POST", "experiments/create", name).statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
