package dev.gradus.platform.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the server acknowledged, by the test's own account. */
final class Ledger {
    private final Map<String, Set<Integer>> rounds = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> versions = new ConcurrentHashMap<>();

    /** A round of a run was acknowledged. */
    void round(String run, int round) {
        rounds.computeIfAbsent(run, first -> ConcurrentHashMap.newKeySet()).add(round);
    }

    /** A version of a model was acknowledged. */
    void version(String model, String version) {
        versions.computeIfAbsent(model, first -> ConcurrentHashMap.newKeySet()).add(version);
    }

    int size() {
        return rounds.values().stream().mapToInt(Set::size).sum();
    }

    /** Whatever was acknowledged is there. */
    void requireEverything(URI server, String token) {
        Calls calls = new Calls(server, token);
        assertThat(rounds).isNotEmpty();
        rounds.forEach((run, acknowledged) -> requireRun(calls, run, acknowledged));
        versions.forEach((model, acknowledged) -> acknowledged.forEach(
                version -> calls.ok("GET", "model-versions/get?name=" + model + "&version=" + version, "")));
    }

    private static void requireRun(Calls calls, String run, Set<Integer> acknowledged) {
        JsonNode data = calls.ok("GET", "runs/get?run_id=" + run, "").at("/run/data");
        JsonNode history = calls.ok("GET", "metrics/get-history?run_id=" + run + "&metric_key=loss", "")
                .get("metrics");

        assertThat(values(history, "step")).as("metrics of %s", run).containsAll(texts(acknowledged, ""));
        assertThat(values(data.get("params"), "key")).as("params of %s", run).containsAll(texts(acknowledged, "p"));
        assertThat(values(data.get("tags"), "key")).as("tags of %s", run).containsAll(texts(acknowledged, "t"));
    }

    private static Set<String> values(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.get(field).asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> texts(Set<Integer> acknowledged, String prefix) {
        return acknowledged.stream().map(round -> prefix + round).collect(Collectors.toSet());
    }
}
