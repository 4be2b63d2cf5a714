package dev.gradus.kit.registry;

import dev.gradus.kit.tracking.MlflowServer;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every model store does, done by the code that generated projects carry, against the control plane. */
final class GeneratedProjectRegistryIT extends ModelStoreContract {
    private static RunningPlatform platform;
    private static MlflowServer server;

    private final String model = "mobility.rides-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(TestPostgres.database());
        server = MlflowServer.named(Map.of(
                        "MLFLOW_TRACKING_URI", platform.uri().toString(),
                        "MLFLOW_TRACKING_TOKEN", platform.adminToken()))
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        server.close();
        platform.close();
    }

    @Override
    ModelStore store() {
        return new MlflowModelStore(server);
    }

    @Override
    String model() {
        return model;
    }

    @Override
    String runWith(Path file) throws IOException {
        var run = server.client().createRun();
        server.upload(run.getArtifactUri(), "model/model.safetensors", file);
        return run.getRunId();
    }

    @Override
    void corrupt(ModelVersion version) throws IOException {
        Path other = Files.writeString(work.resolve("other"), "other");
        String artifacts = server.client().getRun(version.runId()).getInfo().getArtifactUri();
        server.upload(artifacts, "model/model.safetensors", other);
    }
}
