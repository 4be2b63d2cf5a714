package dev.gradus.templates.serving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of an MLflow server as serving asks for, which can be made to misbehave. */
final class FakeRegistry implements AutoCloseable {

    /** How it answers. */
    enum Mood {
        FINE,
        NONSENSE,
        SILENT
    }

    private final String model;
    private final Path file;
    private final String digest;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Mood mood = Mood.FINE;

    private FakeRegistry(String model, Path file, String digest) throws IOException {
        this.model = model;
        this.file = file;
        this.digest = digest;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** A registry whose version 7 of the model is its champion. */
    static FakeRegistry start(String model, Path file, String digest) throws IOException {
        FakeRegistry registry = new FakeRegistry(model, file, digest);
        registry.server.setExecutor(registry.threads);
        registry.server.createContext("/", registry::answer);
        registry.server.start();
        return registry;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void is(Mood next) {
        mood = next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (mood == Mood.SILENT) {
                ended.await();
            }
            byte[] body = mood == Mood.NONSENSE ? bytes("<html>come back later</html>") : body(exchange);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("registered-models/get")) {
            return bytes("{\"registered_model\":{\"aliases\":[{\"alias\":\"champion\",\"version\":\"7\"}]}}");
        }
        if (path.endsWith("model-versions/search")) {
            return bytes(
                    "{\"model_versions\":[{\"name\":\"%s\",\"version\":\"7\",\"run_id\":\"r\",\"tags\":[{\"key\":\"gradus.digest\",\"value\":\"%s\"}]}]}"
                            .formatted(model, digest));
        }
        return path.endsWith("runs/get")
                ? bytes("{\"run\":{\"info\":{\"artifact_uri\":\"mlflow-artifacts:/1/r/artifacts\"}}}")
                : Files.readAllBytes(file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void stop() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
