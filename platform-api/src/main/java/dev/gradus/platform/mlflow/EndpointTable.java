package dev.gradus.platform.mlflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the endpoint of a path. */
final class EndpointTable {
    private final Map<String, Endpoint.Bound> fixed = new HashMap<>();
    private final List<Endpoint.Bound> variable = new ArrayList<>();

    EndpointTable(List<Endpoint.Bound> endpoints) {
        for (Endpoint.Bound bound : endpoints) {
            if (bound.endpoint().path().contains("{")) {
                variable.add(bound);
            } else if (fixed.put(key(bound.endpoint()), bound) != null) {
                throw new IllegalStateException(
                        "two endpoints have the path \"" + bound.endpoint().path() + '"');
            }
        }
    }

    /** The endpoint that a request means; a path without variable parts goes first. */
    Optional<Match> find(Verb verb, String version, String path) {
        Endpoint.Bound exact = fixed.get(key(verb, version, path));
        if (exact != null) {
            return Optional.of(new Match(exact, Map.of()));
        }
        return variable.stream()
                .filter(bound -> bound.endpoint().verb() == verb
                        && bound.endpoint().version().equals(version))
                .flatMap(bound ->
                        variables(bound.endpoint().path(), path).map(values -> new Match(bound, values)).stream())
                .findFirst();
    }

    /** Whether another verb is answered at this path. */
    boolean hasOtherVerb(String version, String path) {
        for (Verb verb : Verb.values()) {
            if (find(verb, version, path).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Map<String, String>> variables(String template, String path) {
        String[] names = template.split("/", -1);
        String[] parts = path.split("/", -1);
        if (names.length != parts.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{") && !parts[i].isEmpty()) {
                values.put(names[i].substring(1, names[i].length() - 1), parts[i]);
            } else if (!names[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static String key(Endpoint<?> endpoint) {
        return key(endpoint.verb(), endpoint.version(), endpoint.path());
    }

    private static String key(Verb verb, String version, String path) {
        return verb + " " + version + '/' + path;
    }

    /** An endpoint with the variable parts of the path that led to it. */
    record Match(Endpoint.Bound bound, Map<String, String> path) {}
}
