package dev.gradus.kit.tracking;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gradus.kit.spi.Run;
import dev.gradus.kit.spi.Runs;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An MLflow server of its own folder, started by the executable that {@code GRADUS_MLFLOW} names. */
public final class RealMlflow implements AutoCloseable {

    private final Process process;
    private final Map<String, String> environment;

    private RealMlflow(Process process, int port) {
        this.process = process;
        this.environment =
                Map.of("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + port, "MLFLOW_TRACKING_REQUIRED", "true");
    }

    public static RealMlflow start() throws Exception {
        String executable = System.getenv("GRADUS_MLFLOW");
        if (executable == null) {
            if ("1".equals(System.getenv("GRADUS_REQUIRE_PARTS"))) {
                fail("GRADUS_MLFLOW must name the mlflow executable");
            }
            abort("GRADUS_MLFLOW does not name an mlflow executable");
        }
        Path folder = Files.createTempDirectory("mlflow");
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        executable,
                        "server",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--workers",
                        "1",
                        "--backend-store-uri",
                        "sqlite:///" + folder.resolve("mlflow.db"),
                        "--artifacts-destination",
                        folder.resolve("artifacts").toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        RealMlflow mlflow = new RealMlflow(process, port);
        Awaitility.await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> {
            try (MlflowServer server = mlflow.server()) {
                server.ping();
                return true;
            }
        });
        return mlflow;
    }

    public MlflowServer server() {
        return MlflowServer.named(environment).orElseThrow();
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** A run that reports to this server and to files. */
    public Run run(Path project, SortedMap<String, String> params) {
        return Runs.start(
                project, params, List.of(new JsonLinesListener(), new MlflowListener(environment, System.err)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
