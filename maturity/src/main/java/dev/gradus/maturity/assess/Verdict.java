package dev.gradus.maturity.assess;

/** What the facts say of a control. */
public enum Verdict {
    PASS,
    /** The facts contradict it. */
    FAIL,
    /** It was shown, and what showed it is older than the control's window. */
    STALE,
    /** Nothing that could show it was looked at. */
    UNKNOWN,
    /** By the control's own rule it does not apply to this project. */
    NOT_APPLICABLE,
    /** It does not count, and somebody answers for that until a day. */
    WAIVED;

    /** Whether a control with this verdict counts towards its stage. */
    public boolean counts() {
        return this == PASS || this == NOT_APPLICABLE || this == WAIVED;
    }

    /** The worse of two checks' verdicts: a contradiction outweighs what is too old, and that what is not known. */
    Verdict and(Verdict other) {
        return rank() >= other.rank() ? this : other;
    }

    private int rank() {
        return switch (this) {
            case NOT_APPLICABLE, WAIVED -> 0;
            case PASS -> 1;
            case UNKNOWN -> 2;
            case STALE -> 3;
            case FAIL -> 4;
        };
    }
}
