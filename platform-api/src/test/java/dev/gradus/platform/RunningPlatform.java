package dev.gradus.platform;

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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The packaged server as a process of its own, over a database of its own in the module's one PostgreSQL.
 *
 * <pre>{@code
 * try (RunningPlatform platform = RunningPlatform.start(TestPostgres.database())) {
 *     platform.get("/api/2.0/mlflow/experiments/get?experiment_id=0");
 * }
 * }</pre>
 */
public final class RunningPlatform implements AutoCloseable {
    private static final Pattern ADMIN_TOKEN = Pattern.compile("admin token: (\\S+)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final URI uri;

    private RunningPlatform(Process process, Path log, URI uri) {
        this.process = process;
        this.log = log;
        this.uri = uri;
    }

    /** Starts the server with these environment variables added and waits until it is ready. */
    public static RunningPlatform start(Map<String, String> environment) {
        try {
            Path log = Files.createTempFile(Path.of("target"), "platform", ".log");
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx256m",
                            "-jar",
                            "target/quarkus-app/quarkus-run.jar")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.environment().putAll(environment);
            RunningPlatform platform =
                    new RunningPlatform(builder.start(), log, URI.create("http://127.0.0.1:" + port));
            platform.awaitReady();
            return platform;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where it answers. */
    public URI uri() {
        return uri;
    }

    /** The server's process, for tests that kill it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** What the server wrote. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The token that the first start printed. */
    public String adminToken() {
        Matcher token = ADMIN_TOKEN.matcher(log());
        if (!token.find()) {
            throw new IllegalStateException("the server printed no token:\n" + log());
        }
        return token.group(1);
    }

    /** The answer to a GET with the admin's token. */
    public HttpResponse<String> get(String path) {
        return send(request(path, adminToken()).GET().build());
    }

    /** The answer to a POST of JSON with the admin's token. */
    public HttpResponse<String> post(String path, String json) {
        return send(request(path, adminToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** A request in the name of a token. */
    public HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    /** Sends a request; its answer as text. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not stop within 30 s:\n" + log());
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .failFast("the server ended; its log is " + log, () -> !process.isAlive())
                .until(this::ready);
    }

    private boolean ready() {
        try {
            HttpRequest health =
                    HttpRequest.newBuilder(uri.resolve("/q/health/ready")).build();
            return CLIENT.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
