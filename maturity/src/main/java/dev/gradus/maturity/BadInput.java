package dev.gradus.maturity;

/**
 * The user's mistake: what was wrong with which value, and what may help.
 *
 * <pre>{@code
 * throw new BadInput("/home/me/rides is not in a git repository", "Maybe: run git init there first.");
 * }</pre>
 */
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    public BadInput(String problem, String remedy) {
        super(problem);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What was wrong with which value. */
    @Override
    public String getMessage() {
        return problem;
    }

    /** A sentence that begins with "Maybe". */
    public String remedy() {
        return remedy;
    }
}
