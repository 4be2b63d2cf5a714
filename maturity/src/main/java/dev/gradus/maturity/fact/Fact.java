package dev.gradus.maturity.fact;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One observed thing.
 *
 * <pre>{@code
 * Fact.of(LOCK, "rides", Map.of("ecosystem", "java", "complete", true), observedAt, "builds", Location.of("pom.xml", 31));
 * }</pre>
 *
 * @param type what was observed
 * @param subject the project it was observed of
 * @param value the declared fields
 * @param observedAt when it was true; for facts of a tree or history the time of the assessed commit
 * @param source name of the collector
 */
public record Fact(
        FactType type,
        String subject,
        SortedMap<String, Object> value,
        Instant observedAt,
        String source,
        @Nullable Location location) {

    public Fact {
        value = Collections.unmodifiableSortedMap(new TreeMap<>(value));
        type.check(value);
    }

    public static Fact of(
            FactType type,
            String subject,
            Map<String, Object> value,
            Instant observedAt,
            String source,
            @Nullable Location location) {
        return new Fact(type, subject, new TreeMap<>(value), observedAt, source, location);
    }

    public String name() {
        return type.name();
    }
}
