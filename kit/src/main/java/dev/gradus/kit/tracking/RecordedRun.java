package dev.gradus.kit.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A run as {@code runs/<runId>/run.jsonl} tells it.
 *
 * <pre>{@code
 * RecordedRun best = RecordedRun.all(Path.of("runs")).stream()
 *         .filter(RecordedRun::finished)
 *         .min(Comparator.comparing(run -> run.metrics().getOrDefault("rmse", Double.MAX_VALUE)))
 *         .orElseThrow();
 * }</pre>
 *
 * @param id 32 hexadecimal digits
 * @param at when it started
 * @param status {@code FINISHED}, {@code FAILED}, or {@code UNFINISHED} for one without an end
 * @param params parameters by name
 * @param tags tags by name
 * @param metrics the last value of each metric
 * @param tests digests of the files it was measured on, by name
 * @param artifacts digests by path
 */
public record RecordedRun(
        String id,
        Instant at,
        String status,
        SortedMap<String, String> params,
        SortedMap<String, String> tags,
        SortedMap<String, Double> metrics,
        SortedMap<String, String> tests,
        SortedMap<String, String> artifacts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every run under a folder, oldest first; a folder that is not there has none. */
    public static List<RecordedRun> all(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("run.jsonl")))
                    .map(RecordedRun::read)
                    .sorted(Comparator.comparing(RecordedRun::at).thenComparing(RecordedRun::id))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs, e);
        }
    }

    /** Whether it reached its end well. */
    public boolean finished() {
        return status.equals("FINISHED");
    }

    private static RecordedRun read(Path folder) {
        Path file = folder.resolve("run.jsonl");
        Reading reading = new Reading(folder.getFileName().toString());
        try {
            for (String line : Files.readAllLines(file)) {
                reading.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return reading.run();
    }

    private static final class Reading {

        private String id;
        private Instant at = Instant.EPOCH;
        private String status = "UNFINISHED";
        private final SortedMap<String, String> params = new TreeMap<>();
        private final SortedMap<String, String> tags = new TreeMap<>();
        private final SortedMap<String, Double> metrics = new TreeMap<>();
        private final SortedMap<String, String> tests = new TreeMap<>();
        private final SortedMap<String, String> artifacts = new TreeMap<>();

        Reading(String id) {
            this.id = id;
        }

        void accept(String line) {
            JsonNode event;
            try {
                event = JSON.readTree(line);
            } catch (IOException e) {
                // The last line of a run that was killed while writing it.
                return;
            }
            String key = event.path("key").asText();
            switch (event.path("event").asText()) {
                case "start" -> start(event);
                case "param" -> params.put(key, event.path("value").asText());
                case "tag" -> tags.put(key, event.path("value").asText());
                case "metric" -> metrics.put(key, event.path("value").asDouble(Double.NaN));
                case "artifact" ->
                    artifacts.put(
                            event.path("path").asText(), event.path("digest").asText());
                case "input" -> input(event);
                case "end" -> status = event.path("status").asText();
                default -> {}
            }
        }

        private void input(JsonNode event) {
            if (event.path("context").asText().equals("testing")) {
                tests.put(event.path("name").asText(), event.path("digest").asText());
            }
        }

        private void start(JsonNode event) {
            id = event.path("runId").asText(id);
            at = Instant.parse(event.path("time").asText());
        }

        RecordedRun run() {
            return new RecordedRun(id, at, status, params, tags, metrics, tests, artifacts);
        }
    }
}
