package dev.gradus.platform.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's webhook, which answers as a test wants and remembers what it was told. */
public final class Receiver implements AutoCloseable {
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answering answering = (message, times) -> 204;

    /** One message as it came. */
    public record Message(Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.get(name).get(0);
        }
    }

    /** The status that a message is answered with; {@code times} is how often one with its id has come. */
    public interface Answering {
        int status(Message message, long times) throws InterruptedException;
    }

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    public void answer(Answering how) {
        answering = how;
    }

    public List<Message> messages() {
        return messages;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Message message = new Message(Map.copyOf(exchange.getRequestHeaders()), body);
        messages.add(message);
        String id = message.header("Webhook-id");
        long times = messages.stream()
                .filter(one -> one.header("Webhook-id").equals(id))
                .count();
        try {
            exchange.sendResponseHeaders(answering.status(message, times), -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
