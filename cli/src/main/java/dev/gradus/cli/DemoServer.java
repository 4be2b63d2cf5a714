package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server of a project while the demo asks it, on a port that is free. */
final class DemoServer implements AutoCloseable {
    static final String RIDE =
            "{\"pickup_datetime\":\"2021-02-03T08:30:00\",\"PULocationID\":74,\"DOLocationID\":166,\"trip_distance\":1.6}";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI address;

    private DemoServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts what {@code make serve} starts. */
    static DemoServer start(Path project) {
        try {
            int port = freePort();
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            Process process = new ProcessBuilder(List.of(
                            java.toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx96m",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=" + port,
                            "-jar",
                            "serving/target/quarkus-app/quarkus-run.jar"))
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            project.resolve("serving/target/serving.log").toFile())
                    .start();
            return new DemoServer(process, URI.create("http://127.0.0.1:" + port + "/predict"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return address;
    }

    /** What it answers to the ride, once it is up. */
    String ask() {
        long started = System.nanoTime();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(RIDE))
                .build();
        try {
            while (true) {
                try {
                    return client.send(request, BodyHandlers.ofString()).body();
                } catch (IOException notYet) {
                    if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                        throw CliProblem.outside(
                                "the project's server does not answer", "read serving/target/serving.log.", notYet);
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + address, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
