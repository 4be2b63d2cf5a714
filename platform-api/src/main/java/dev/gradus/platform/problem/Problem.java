package dev.gradus.platform.problem;

/**
 * An answer that says no, as problem+json (RFC 9457).
 *
 * <pre>{@code
 * throw new Problem(ProblemCode.NOT_FOUND, "no team is named \"rides\"", "list the teams");
 * }</pre>
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String remedy;

    public Problem(ProblemCode code, String detail, String remedy) {
        super(detail);
        this.code = code;
        this.remedy = remedy;
    }

    /** The stable code. */
    public ProblemCode code() {
        return code;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
