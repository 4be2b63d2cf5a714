package dev.gradus.maturity.catalogue;

/** An expression of the catalogue that could not be evaluated over the facts at hand, such as an index out of range. */
public final class Undecided extends Exception {

    private static final long serialVersionUID = 1L;

    Undecided(String source, Exception cause) {
        super(
                "the expression %s could not be evaluated: %s"
                        .formatted(
                                source.strip(),
                                String.valueOf(cause.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")),
                cause);
    }
}
