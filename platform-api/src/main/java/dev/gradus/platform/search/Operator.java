package dev.gradus.platform.search;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How a clause compares. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    IN("IN"),
    NOT_IN("NOT IN"),
    IS_NULL("IS NULL"),
    IS_NOT_NULL("IS NOT NULL");

    /** For numbers. */
    public static final Set<Operator> NUMERIC =
            Set.of(EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL);

    /** For texts. */
    public static final Set<Operator> TEXTUAL = Set.of(EQUAL, NOT_EQUAL, LIKE, ILIKE);

    /** For texts of which some are compared with a list. */
    public static final Set<Operator> TEXTUAL_OR_LISTED = Set.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IN, NOT_IN);

    /** For texts that may be missing. */
    public static final Set<Operator> TEXTUAL_OR_MISSING = Set.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IS_NULL, IS_NOT_NULL);

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As MLflow, and SQL, write it. */
    public String symbol() {
        return symbol;
    }

    static Optional<Operator> of(String written) {
        String symbol = written.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        return Stream.of(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst();
    }
}
