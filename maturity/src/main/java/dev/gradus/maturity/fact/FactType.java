package dev.gradus.maturity.fact;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
