package dev.gradus.templates.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Callers that ask a server all the time, and what became of their requests. */
final class Load implements AutoCloseable {

    private static final int CALLERS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final String body;
    private final long pauseNanos;
    private final List<Thread> callers;
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    private Load(Server server, String body, int perSecond) {
        this.server = server;
        this.body = body;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(CALLERS) / perSecond;
        this.callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> new Thread(this::call, "caller-" + i))
                .toList();
    }

    static Load on(Server server, String body, int perSecond) {
        Load load = new Load(server, body, perSecond);
        load.callers.forEach(Thread::start);
        return load;
    }

    private void call() {
        while (!ending) {
            long next = System.nanoTime() + pauseNanos;
            try {
                HttpResponse<String> answer = server.post("/predict", body);
                count(statuses, answer.statusCode());
                if (answer.statusCode() == 200) {
                    JsonNode json = JSON.readTree(answer.body());
                    count(versions, json.path("version").asText());
                    json.findValuesAsText("id").forEach(acknowledged::add);
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private static <K> void count(Map<K, AtomicInteger> counts, K key) {
        counts.computeIfAbsent(key, first -> new AtomicInteger()).incrementAndGet();
    }

    /** Answers by their status. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    /** Predictions by the version of the model. */
    Map<String, AtomicInteger> versions() {
        return versions;
    }

    /** Ids that callers were told. */
    Collection<String> acknowledged() {
        return acknowledged;
    }

    /** Requests without an answer. */
    Collection<String> failures() {
        return failures;
    }

    int answers() {
        return statuses.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Lets every caller hear its last answer. */
    void stop() {
        ending = true;
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
