package dev.gradus.maturity.fact;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every type of fact that can be observed, and by which collectors: what the expressions of a catalogue may speak of.
 *
 * <pre>{@code
 * Vocabulary vocabulary = Vocabulary.of(Map.of("builds", List.of(LOCK, DEPENDENCY)));
 * vocabulary.type("build.lock").orElseThrow().fields();
 * }</pre>
 */
public final class Vocabulary {

    private final SortedMap<String, FactType> types = new TreeMap<>();
    private final Map<String, NavigableSet<String>> collectors = new TreeMap<>();

    private Vocabulary() {}

    /** Joins what each collector, by its name, declares; two may declare one type if they agree on it. */
    public static Vocabulary of(Map<String, ? extends Collection<FactType>> declared) {
        Vocabulary vocabulary = new Vocabulary();
        declared.forEach((collector, types) -> types.forEach(type -> vocabulary.declare(collector, type)));
        return vocabulary;
    }

    private void declare(String collector, FactType type) {
        FactType known = types.putIfAbsent(type.name(), type);
        if (known != null && !known.equals(type)) {
            throw new IllegalArgumentException("the collectors %s and %s declare the fact %s differently"
                    .formatted(collectors(type.name()), collector, type.name()));
        }
        collectors.computeIfAbsent(type.name(), name -> new TreeSet<>()).add(collector);
    }

    /** Every type by its name. */
    public SortedMap<String, FactType> types() {
        return Collections.unmodifiableSortedMap(types);
    }

    public Optional<FactType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Names of the collectors that can observe facts of this name. */
    public NavigableSet<String> collectors(String name) {
        return Collections.unmodifiableNavigableSet(collectors.getOrDefault(name, Collections.emptyNavigableSet()));
    }

    /** Whether the collector can observe anything beyond the repository itself. */
    public boolean observesRuntime(String collector) {
        return types.values().stream()
                .anyMatch(type -> type.evidence() == Evidence.RUNTIME
                        && collectors(type.name()).contains(collector));
    }
}
