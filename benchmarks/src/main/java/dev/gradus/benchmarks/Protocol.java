package dev.gradus.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A server of MLflow's protocol that is asked.
 *
 * @param token empty where none is needed
 */
record Protocol(URI server, String token) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final int RUNS_ASKED = 1000;

    /** Makes an experiment; its id. */
    String experiment(String name) {
        return field("experiment_id", post("experiments/create", "{\"name\": \"%s\"}".formatted(name)));
    }

    /** Makes so many runs, as a client would; the ids of some of them. */
    List<String> seed(String experiment, int runs) {
        List<String> ids = IntStream.rangeClosed(1, runs)
                .parallel()
                .mapToObj(n -> run(experiment, n))
                .toList();
        return ids.subList(0, Math.min(RUNS_ASKED, runs));
    }

    private String run(String experiment, int n) {
        String id = field(
                "run_id",
                post(
                        "runs/create",
                        "{\"experiment_id\": \"%s\", \"run_name\": \"run %d\", \"start_time\": %d}"
                                .formatted(experiment, n, 1700000000000L + n)));
        post("runs/log-batch", """
            {"run_id": "%s",
             "metrics": [{"key": "rmse", "value": %d, "timestamp": 1700000000000, "step": 0},
                         {"key": "mae", "value": %d, "timestamp": 1700000000000, "step": 0},
                         {"key": "loss", "value": %d, "timestamp": 1700000000000, "step": 0}],
             "params": [{"key": "depth", "value": "%d"}, {"key": "rate", "value": "%d"}, {"key": "trees", "value": "%d"}]}
            """.formatted(id, n % 10, n % 7, n % 3, n % 9, n % 5, n % 50));
        return id;
    }

    /** Requests a second of one kind, see {@code platform.lua}. */
    double rate(Path root, String kind, Path runs, String experiment, int connections, int seconds) {
        String said = Command.in(
                        root,
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "120s",
                        "-s",
                        "benchmarks/peers/platform.lua",
                        server.toString())
                .with(Map.of("KIND", kind, "RUNS", runs.toString(), "EXPERIMENT", experiment, "TOKEN", token))
                .output();
        Matcher rate = RATE.matcher(said);
        if (REFUSED.matcher(said).find() || !rate.find()) {
            throw new IllegalStateException("\"" + kind + "\" was refused: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private String post(String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/2.0/mlflow/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered by " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String field(String name, String json) {
        Matcher value = Pattern.compile("\"" + name + "\": *\"([^\"]+)\"").matcher(json);
        if (!value.find()) {
            throw new IllegalStateException("no \"" + name + "\" in " + json);
        }
        return value.group(1);
    }

    /** The ids as a file that wrk's script reads. */
    static Path file(Path folder, String name, List<String> runs) throws IOException {
        return Files.write(folder.resolve(name), runs);
    }
}
