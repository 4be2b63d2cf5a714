package dev.gradus.maturity.fact;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The declaration of one kind of fact: its name, where it comes from, and the fields of its value.
 *
 * <pre>{@code
 * FactType LOCK = FactType.of("build.lock", Evidence.TREE, "A lock file or its equivalent.",
 *         Map.of("ecosystem", ValueType.STRING, "complete", ValueType.BOOLEAN));
 * }</pre>
 *
 * @param name dotted lower-case name, unique over all collectors
 * @param fields every field that a fact of this type carries; none is optional
 */
public record FactType(String name, Evidence evidence, String description, SortedMap<String, ValueType> fields) {

    /** What every fact has beside its own fields, by the names under which expressions see it. */
    public static final Set<String> COMMON = Set.of("path", "line", "observedAt", "subject", "source");

    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]*(\\.[a-z][a-zA-Z0-9]*)*");

    public FactType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("fact name %s is not dotted lower case".formatted(name));
        }
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        if (!Collections.disjoint(fields.keySet(), COMMON)) {
            throw new IllegalArgumentException(
                    "fact %s declares one of %s, which every fact has anyway".formatted(name, COMMON));
        }
    }

    public static FactType of(String name, Evidence evidence, String description, Map<String, ValueType> fields) {
        return new FactType(name, evidence, description, new TreeMap<>(fields));
    }

    /** Fails when the value lacks a field, has one too many, or has one of another type. */
    void check(Map<String, Object> value) {
        if (!value.keySet().equals(fields.keySet())) {
            throw new IllegalArgumentException(
                    "fact %s has fields %s, declared are %s".formatted(name, value.keySet(), fields.keySet()));
        }
        value.forEach((field, given) -> {
            ValueType type = fields.get(field);
            if (type == null || !type.accepts(given)) {
                throw new IllegalArgumentException(
                        "fact %s: field %s = %s is not of type %s".formatted(name, field, given, type));
            }
        });
    }
}
