package dev.gradus.maturity.collect.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One run, event by event. */
final class RecordedRun {

    private static final Pattern DIGEST = Pattern.compile("(sha256:)?[0-9a-f]{64}");

    private final String path;
    private String id;
    private String status = "RUNNING";
    private String commit = "";
    private String entryPoint = "";
    private boolean dirty;
    private int params;
    private boolean intact;
    private Instant lastSeen = Instant.EPOCH;
    private final SortedSet<String> metrics = new TreeSet<>();
    private final SortedMap<String, String> training = new TreeMap<>();
    private final SortedMap<String, String> testing = new TreeMap<>();
    private final SortedMap<String, String> artifacts = new TreeMap<>();

    RecordedRun(String path, String folder) {
        this.path = path;
        this.id = folder;
    }

    /** Takes one event in; an unknown one says nothing. */
    void take(JsonNode event) {
        seen(event.path("time").asText());
        switch (event.path("event").asText()) {
            case "start" -> {
                id = event.path("runId").asText(id);
                entryPoint = event.path("entryPoint").asText();
            }
            case "tag" -> tag(event.path("key").asText(), event.path("value").asText());
            case "param" -> params++;
            case "metric" -> metric(event);
            case "input" ->
                (event.path("context").asText().startsWith("test") ? testing : training)
                        .put(event.path("name").asText(), event.path("digest").asText());
            case "artifact" ->
                artifacts.put(event.path("path").asText(), event.path("digest").asText());
            case "end" -> status = event.path("status").asText();
            default -> {
                // written by a newer kit
            }
        }
    }

    private void metric(JsonNode event) {
        // A number that is none, such as NaN, measures nothing.
        if (event.path("value").isNumber()) {
            metrics.add(event.path("key").asText());
        }
    }

    private void tag(String key, String value) {
        if (key.equals("mlflow.source.git.commit")) {
            commit = value;
        } else if (key.equals("gradus.git.dirty")) {
            dirty = value.equals("true");
        }
    }

    private void seen(String time) {
        try {
            Instant at = time.isEmpty() ? lastSeen : Instant.parse(time);
            lastSeen = at.isAfter(lastSeen) ? at : lastSeen;
        } catch (DateTimeException e) {
            // An event without a readable time is as old as the one before it.
        }
    }

    void intact(boolean verified) {
        intact = verified;
    }

    String path() {
        return path;
    }

    String id() {
        return id;
    }

    String status() {
        return status;
    }

    String commit() {
        return commit;
    }

    String entryPoint() {
        return entryPoint;
    }

    boolean dirty() {
        return dirty;
    }

    int params() {
        return params;
    }

    boolean intact() {
        return intact;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    SortedSet<String> metrics() {
        return metrics;
    }

    SortedMap<String, String> training() {
        return training;
    }

    SortedMap<String, String> testing() {
        return testing;
    }

    SortedMap<String, String> artifacts() {
        return artifacts;
    }

    /** The digests of the training inputs, without the name of their kind. */
    List<String> trainedOn() {
        return training.values().stream()
                .map(digest -> digest.replaceFirst("^sha256:", ""))
                .toList();
    }

    boolean everyInputHasDigest() {
        return !training.isEmpty()
                && training.values().stream()
                        .allMatch(digest -> DIGEST.matcher(digest).matches())
                && testing.values().stream()
                        .allMatch(digest -> DIGEST.matcher(digest).matches());
    }

    boolean isDisjoint() {
        return !testing.isEmpty()
                && Collections.disjoint(training.keySet(), testing.keySet())
                && Collections.disjoint(new HashSet<>(training.values()), new HashSet<>(testing.values()));
    }
}
