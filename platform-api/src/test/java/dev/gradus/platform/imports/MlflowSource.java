package dev.gradus.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real MLflow server over a store that a script has filled: {@code GRADUS_MLFLOW} names its executable. */
final class MlflowSource implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI uri;

    private MlflowSource(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static MlflowSource start(Path folder, int runs) throws Exception {
        Path mlflow = program();
        Process seed = new ProcessBuilder(
                        mlflow.resolveSibling("python").toString(),
                        Path.of("src/test/resources/python/seed_source.py")
                                .toAbsolutePath()
                                .toString(),
                        folder.toString(),
                        Integer.toString(runs))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("seed.log").toFile())
                .start();
        assertThat(seed.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(seed.exitValue()).as(folder.resolve("seed.log").toString()).isZero();
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        mlflow.toString(),
                        "server",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--workers",
                        "2",
                        "--backend-store-uri",
                        "sqlite:///" + folder.resolve("mlflow.db"),
                        "--artifacts-destination",
                        folder.resolve("artifacts").toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        MlflowSource source = new MlflowSource(process, URI.create("http://127.0.0.1:" + port));
        Awaitility.await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> source.text("/health")
                .equals("OK"));
        return source;
    }

    URI uri() {
        return uri;
    }

    JsonNode get(String path) {
        return json(text(path));
    }

    JsonNode post(String path, String json) {
        return json(send(HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build()));
    }

    String text(String path) {
        return send(HttpRequest.newBuilder(uri.resolve(path)).build());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                children.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Path program() {
        String program = System.getenv("GRADUS_MLFLOW");
        if (program == null) {
            if ("1".equals(System.getenv("GRADUS_REQUIRE_PARTS"))) {
                fail("GRADUS_MLFLOW must name the mlflow executable");
            }
            abort("GRADUS_MLFLOW names no executable");
        }
        return Path.of(program);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
