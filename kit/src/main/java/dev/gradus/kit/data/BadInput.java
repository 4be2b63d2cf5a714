package dev.gradus.kit.data;

/**
 * A mistake in what the user gave: what was wrong with which value, and what would put it right.
 *
 * <pre>{@code
 * throw new BadInput("rides.parquet has no column trip_distance", "take the file as the TLC publishes it");
 * }</pre>
 */
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    public BadInput(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** What to do about it: the sentence after {@code Maybe:}. */
    public String remedy() {
        return remedy;
    }
}
