package dev.gradus.maturity.fact;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Some facts by name, as the expressions of the catalogue see them: a list per name, each element a map of the declared fields
 * and the {@linkplain FactType#COMMON common} ones.
 *
 * <pre>{@code
 * Facts.of(observed).table(List.of("build.lock")).variables(); // {build.lock=[{ecosystem=java, path=pom.xml, ...}]}
 * }</pre>
 */
public final class FactTable {

    private final Map<String, List<Map<String, Object>>> variables;

    private FactTable(Map<String, List<Map<String, Object>>> variables) {
        this.variables = Collections.unmodifiableMap(variables);
    }

    /** A list, maybe empty, for each of the names, of those facts that the filter lets through. */
    static FactTable of(Map<String, List<Fact>> sorted, Collection<String> names, Predicate<Fact> filter) {
        Map<String, List<Map<String, Object>>> variables = new HashMap<>();
        for (String name : names) {
            List<Fact> facts = sorted.getOrDefault(name, List.of());
            variables.put(
                    name, facts.stream().filter(filter).map(FactTable::view).toList());
        }
        return new FactTable(variables);
    }

    /** The lists by name. */
    public Map<String, List<Map<String, Object>>> variables() {
        return variables;
    }

    private static Map<String, Object> view(Fact fact) {
        Map<String, Object> view = new HashMap<>();
        fact.value().forEach((field, value) -> view.put(field, value instanceof Instant at ? timestamp(at) : value));
        view.put("path", path(fact));
        view.put("line", (long) line(fact));
        view.put("observedAt", timestamp(fact.observedAt()));
        view.put("subject", fact.subject());
        view.put("source", fact.source());
        return view;
    }

    static String path(Fact fact) {
        return fact.location() == null ? "" : fact.location().path();
    }

    static int line(Fact fact) {
        return fact.location() == null || fact.location().line() == null
                ? 0
                : fact.location().line();
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }
}
