package dev.gradus.platform.robust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Clients that write without pause and note what was acknowledged; one that is refused goes on with its next round. */
final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean stopped;

    private Load(Ledger ledger) {
        this.ledger = ledger;
    }

    static Load on(URI server, String token, int clients) {
        return on(server, token, clients, new Ledger());
    }

    static Load on(URI server, String token, int clients, Ledger ledger) {
        Load load = new Load(ledger);
        for (int client = 0; client < clients; client++) {
            Thread thread = new Thread(() -> load.write(new Calls(server, token)), "client " + client);
            load.clients.add(thread);
            thread.start();
        }
        return load;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Waits until so many more rounds than now were acknowledged. */
    void awaitRounds(int more) {
        int wanted = ledger.size() + more;
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> ledger.size() >= wanted);
    }

    /** How many rounds were not acknowledged. */
    int refusals() {
        return refusals.get();
    }

    void stop() {
        stopped = true;
        try {
            for (Thread client : clients) {
                client.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void write(Calls calls) {
        String model = "model-" + UUID.randomUUID();
        try {
            String run = calls.ok("POST", "runs/create", "{\"experiment_id\": \"0\"}")
                    .at("/run/info/run_id")
                    .asText();
            calls.send("POST", "registered-models/create", "{\"name\": \"" + model + "\"}");
            for (int round = 0; !stopped; round++) {
                if (!write(calls, run, model, round)) {
                    refusals.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        } catch (AssertionError | IOException | UncheckedIOException gone) {
            // The server went away before this client had begun.
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write(Calls calls, String run, String model, int round) {
        try {
            if (calls.send("POST", "runs/log-batch", batch(run, round)).statusCode() != 200) {
                return false;
            }
            ledger.round(run, round);
            HttpResponse<String> version = calls.send(
                    "POST", "model-versions/create", "{\"name\": \"" + model + "\", \"source\": \"s3://b/m\"}");
            if (version.statusCode() == 200) {
                ledger.version(model, version.body().replaceAll("(?s).*\"version\" *: *\"([0-9]+)\".*", "$1"));
            }
            return true;
        } catch (IOException away) {
            return false;
        }
    }

    private static String batch(String run, int round) {
        return """
            {"run_id": "%s",
             "metrics": [{"key": "loss", "value": %d.5, "timestamp": 1700000000000, "step": %d},
                         {"key": "rmse", "value": 0.25, "timestamp": 1700000000000, "step": %d}],
             "params": [{"key": "p%d", "value": "v"}],
             "tags": [{"key": "t%d", "value": "v"}]}
            """.formatted(run, round, round, round, round, round);
    }
}
