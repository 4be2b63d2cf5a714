package dev.gradus.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MLflow's own client: {@code GRADUS_MLFLOW} names its executable. */
@Tag("full")
final class PythonClientIT {
    /** Makes the client upload in parts what it would upload so from 500 MB on. */
    private static final Map<String, String> IN_PARTS = Map.of("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", "20000000");

    @TempDir
    Path folder;

    @Test
    void artefactsOf200MegabytesGoInAndOut() throws Exception {
        try (ArtifactServer server = ArtifactServer.over(folder.resolve("store"))) {
            run(server, 200, Map.of());
        }
    }

    @Test
    void largeOnesGoInParts() throws Exception {
        try (ArtifactServer server = ArtifactServer.over(folder.resolve("store"))) {
            run(server, 50, IN_PARTS);
        }
    }

    @Test
    void largeOnesGoStraightToTheObjectStoreAndBack() throws Exception {
        try (ObjectStore store = ObjectStore.start(folder)) {
            Map<String, String> settings = new HashMap<>(store.environment());
            settings.put("GRADUS_DATA", folder.resolve("data").toString());
            try (ArtifactServer server = ArtifactServer.with(settings)) {
                Map<String, String> direct = new HashMap<>(IN_PARTS);
                direct.put("MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD", "true");
                run(server, 50, direct);
            }
        }
    }

    private void run(ArtifactServer server, int megabytes, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "client");
        Path log = work.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        python(),
                        Path.of("src/test/resources/python/artifacts.py")
                                .toAbsolutePath()
                                .toString(),
                        work.toString(),
                        Integer.toString(megabytes)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MLFLOW_TRACKING_URI", server.platform().uri().toString());
        builder.environment().put("MLFLOW_TRACKING_TOKEN", server.token());
        builder.environment().put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1");
        builder.environment().putAll(environment);
        Process client = builder.start();
        assertThat(client.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(client.exitValue()).as(Files.readString(log)).isZero();
    }

    private static String python() {
        String program = System.getenv("GRADUS_MLFLOW");
        if (program == null) {
            if ("1".equals(System.getenv("GRADUS_REQUIRE_PARTS"))) {
                fail("GRADUS_MLFLOW must name the mlflow executable");
            }
            abort("GRADUS_MLFLOW names no executable");
        }
        return Path.of(program).resolveSibling("python").toString();
    }
}
