package dev.gradus.platform.differential;

import dev.gradus.platform.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/** MLflow's own server over a PostgreSQL database, started by the executable that {@code GRADUS_MLFLOW} names. */
final class RealMlflow implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private RealMlflow(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it over an empty database, as {@code TestPostgres} names one; its experiments are counted from this number. */
    static RealMlflow start(Map<String, String> database, long firstExperiment) {
        Path executable = Part.named("GRADUS_MLFLOW", "the mlflow executable");
        try {
            Path folder = Files.createTempDirectory("mlflow");
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(command(executable, database, folder, port))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
            builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
            RealMlflow mlflow = new RealMlflow(builder.start(), URI.create("http://127.0.0.1:" + port));
            mlflow.awaitReady(folder.resolve("log"));
            Jdbi.create(
                            database.get("GRADUS_DB_URL"),
                            database.get("GRADUS_DB_USER"),
                            database.get("GRADUS_DB_PASSWORD"))
                    .useHandle(handle -> handle.execute(
                            "alter sequence experiments_experiment_id_seq restart with " + firstExperiment));
            return mlflow;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Side side() {
        return new Side(uri, UnaryOperator.identity());
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
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<String> command(Path executable, Map<String, String> database, Path folder, int port) {
        String store = database.get("GRADUS_DB_URL")
                .replace(
                        "jdbc:postgresql://",
                        "postgresql+psycopg2://" + database.get("GRADUS_DB_USER") + ":"
                                + database.get("GRADUS_DB_PASSWORD") + "@");
        return List.of(
                executable.toString(),
                "server",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--workers",
                "1",
                "--backend-store-uri",
                store,
                "--artifacts-destination",
                folder.resolve("artifacts").toString());
    }

    private void awaitReady(Path log) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(uri.resolve("/health")).build();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .failFast("mlflow ended; its log is " + log, () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> client.send(health, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
