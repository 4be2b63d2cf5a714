package dev.gradus.templates.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged server of a project as a process of its own, with a log of its own. */
final class Server implements AutoCloseable {

    static final String RIDE =
            "{\"pickup_datetime\":\"2021-02-03T08:30:00\",\"PULocationID\":74,\"DOLocationID\":166,\"trip_distance\":1.5}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final Path log;

    private Server(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it and waits until it is ready. */
    static Server start(Path project, Map<String, String> environment) throws IOException {
        return launch(project, environment).whenReady();
    }

    /** Starts it and waits for nothing. */
    static Server launch(Path project, Map<String, String> environment) throws IOException {
        return launch(
                project,
                Path.of(System.getProperty("java.home")),
                "serving/target/quarkus-app/quarkus-run.jar",
                environment);
    }

    /** Starts what an image holds, by the runtime and the model that it holds. */
    static Server of(Image image) throws IOException {
        Path root = image.root();
        return launch(
                        root.resolve("home/nonroot"),
                        root.resolve("jre"),
                        "quarkus-run.jar",
                        Map.of(
                                "GRADUS_MODEL_FILE",
                                root.resolve("model/model.safetensors").toString()))
                .whenReady();
    }

    private static Server launch(Path folder, Path java, String jar, Map<String, String> environment)
            throws IOException {
        int port = freePort();
        Path log = Files.createTempDirectory("predictions");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        java.resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.resolve("server.out").toFile());
        builder.environment().remove("MLFLOW_TRACKING_URI");
        builder.environment().put("GRADUS_LOG_FOLDER", log.toString());
        builder.environment().putAll(environment);
        return new Server(builder.start(), port, log);
    }

    private Server whenReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> status("/v2/health/ready") == 200);
        return this;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    Process process() {
        return process;
    }

    Path log() {
        return log;
    }

    String output() throws IOException {
        return Files.readString(log.resolve("server.out"));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(address() + path))
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode predict() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/predict", RIDE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    String get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(address() + path))
                                .header("Accept", "text/plain")
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** 0 where nothing answers. */
    int status(String path) {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create(address() + path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Megabytes of memory that the process holds. */
    long megabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    /** The ids of all rows that are in the log. */
    List<String> logged() throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.getFileName().toString().startsWith("predictions-"))
                    .flatMap(Server::lines)
                    .map(line -> line.replaceAll("^\\{\"id\":\"([^\"]+)\".*", "$1"))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
