package dev.gradus.platform.robust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.database.DatabaseAddress;
import dev.gradus.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away and comes back; the server stays. */
final class OutageIT {
    @TempDir
    Path folder;

    @Test
    void aDatabaseThatIsKilledCostsNoAcknowledgedWriteAndNoRestart() throws IOException {
        EmbeddedPostgres first = EmbeddedPostgres.start(folder);
        try (Wire wire = Wire.to(port(first.address()));
                RunningPlatform platform = RunningPlatform.start(environment(first.address(), wire));
                Load load = Load.on(platform.uri(), platform.adminToken(), 4)) {
            load.awaitRounds(3);

            killPostgres();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status(platform, "/q/health/ready") == 503);

            HttpResponse<String> refused = platform.get("/api/2.0/mlflow/experiments/get?experiment_id=0");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("TEMPORARILY_UNAVAILABLE").doesNotContain("Exception", "SQL");
            assertThat(status(platform, "/q/health/live")).isEqualTo(200);

            first.close();
            try (EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
                wire.lead(port(second.address()));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> status(platform, "/q/health/ready") == 200);
                load.awaitRounds(3);
                load.stop();

                load.ledger().requireEverything(platform.uri(), platform.adminToken());
            }
        }
    }

    private void killPostgres() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
    }

    private static Map<String, String> environment(DatabaseAddress address, Wire wire) {
        return Map.of(
                "GRADUS_DB_URL", "jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres",
                "GRADUS_DB_USER", address.user(),
                "GRADUS_DB_PASSWORD", address.password());
    }

    private static int port(DatabaseAddress address) {
        return URI.create(address.url().substring("jdbc:".length())).getPort();
    }

    private static int status(RunningPlatform platform, String path) {
        return platform.get(path).statusCode();
    }
}
