package dev.gradus.platform.robust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two servers over one database are one server to their clients. */
final class ReplicasIT {
    @Test
    void whatOneAcknowledgedTheOtherShows() {
        Map<String, String> database = TestPostgres.database();
        Ledger ledger = new Ledger();
        try (RunningPlatform first = RunningPlatform.start(database);
                RunningPlatform second = RunningPlatform.start(database)) {
            String token = first.adminToken();
            try (Load here = Load.on(first.uri(), token, 2, ledger);
                    Load there = Load.on(second.uri(), token, 2, ledger)) {
                here.awaitRounds(50);
                there.awaitRounds(50);
            }

            ledger.requireEverything(first.uri(), token);
            ledger.requireEverything(second.uri(), token);
        }
    }

    @Test
    void anExperimentThatBothMakeAtOnceIsMadeOnce() throws Exception {
        Map<String, String> database = TestPostgres.database();
        try (RunningPlatform first = RunningPlatform.start(database);
                RunningPlatform second = RunningPlatform.start(database)) {
            String token = first.adminToken();
            Calls here = new Calls(first.uri(), token);
            Calls there = new Calls(second.uri(), token);
            for (int n = 0; n < 20; n++) {
                String name = "{\"name\": \"experiment-" + n + "\"}";
                CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> status(there, name));

                assertThat(new int[] {status(here, name), other.get()}).containsExactlyInAnyOrder(200, 400);
            }
        }
    }

    private static int status(Calls calls, String name) {
        try {
            return calls.send("POST", "experiments/create", name).statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
