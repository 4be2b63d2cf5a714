package dev.gradus.platform.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.Part;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MLflow's Python client, by the interpreter beside the executable that {@code GRADUS_MLFLOW} names; each script asserts what it expects. */
final class PythonClientIT {
    private static RunningPlatform platform;

    @BeforeAll
    static void start() {
        Part.named("GRADUS_MLFLOW", "the mlflow executable");
        platform = RunningPlatform.start(TestPostgres.database());
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @ParameterizedTest(name = "{0}.py")
    @ValueSource(
            strings = {
                "autolog_lightgbm",
                "autolog_sklearn",
                "background",
                "data_sets",
                "fluent",
                "registry",
                "searches"
            })
    void mlflowsPythonClientWorksUnchanged(String script, @TempDir Path folder) throws Exception {
        run(script, folder);
    }

    @Test
    @Tag("full")
    void anArtefactOf200MegabytesComesBackByteByByte(@TempDir Path folder) throws Exception {
        run("large_artifact", folder);
    }

    /** The Java client has no way of its own to artefacts: it calls Python's. */
    @Test
    @Tag("full")
    void mlflowsJavaClientSendsArtefactsByPython(@TempDir Path folder) throws Exception {
        run(
                folder,
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JavaArtifacts.class.getName(),
                        folder.toString()));
    }

    private static void run(String script, Path folder) throws IOException, InterruptedException {
        Path file = Path.of("src/test/resources/python", script + ".py").toAbsolutePath();
        run(folder, List.of(python().toString(), "-P", file.toString()));
    }

    private static Path python() {
        return Part.named("GRADUS_MLFLOW", "the mlflow executable").resolveSibling("python");
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MLFLOW_TRACKING_URI", platform.uri().toString());
        builder.environment().put("MLFLOW_TRACKING_TOKEN", platform.adminToken());
        builder.environment().put("MLFLOW_PYTHON_EXECUTABLE", python().toString());
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        // Which packages a model needs is found by loading it in another process; what is asked here is the protocol.
        builder.environment().put("MLFLOW_REQUIREMENTS_INFERENCE_TIMEOUT", "1");
        Process client = builder.start();
        try {
            assertThat(client.waitFor(4, TimeUnit.MINUTES)).as("ended in time").isTrue();
            assertThat(client.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            client.destroyForcibly();
        }
    }
}
