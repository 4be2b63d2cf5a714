package dev.gradus.maturity.fact;

import java.time.Instant;
import java.util.List;

/** The type of one field of a fact's value, as the expressions of the catalogue see it. */
public enum ValueType {
    STRING,
    /** A {@link Long}. */
    INTEGER,
    /** A {@link Double}. */
    DECIMAL,
    BOOLEAN,
    /** A list of strings. */
    STRINGS,
    /** An {@link Instant}. */
    INSTANT;

    boolean accepts(Object value) {
        return switch (this) {
            case STRING -> value instanceof String;
            case INTEGER -> value instanceof Long;
            case DECIMAL -> value instanceof Double;
            case BOOLEAN -> value instanceof Boolean;
            case STRINGS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            case INSTANT -> value instanceof Instant;
        };
    }
}
