package dev.gradus.kit.spi;

/**
 * The answer is no: a check did its work, and what it looked at is not good enough. Neither a fault nor a mistake in what
 * the user typed, so commands end with an exit code of its own.
 *
 * <pre>{@code
 * throw new Refused(
 *         "accuracy is refused: RMSE is 1.312 of the linear baseline's, at most 0.85 is allowed",
 *         "look at build/gate.json");
 * }</pre>
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** The check, the figure and the bound in one line; and what to do about it. */
    public Refused(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** What to do about it: the sentence after {@code Maybe:}. */
    public String remedy() {
        return remedy;
    }
}
