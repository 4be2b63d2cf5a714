package dev.gradus.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    private final List<FieldProblem> fields;
    private final @Nullable Duration retryAfter;

    public Problem(ProblemCode code, String detail, String remedy) {
        this(code, detail, remedy, List.of(), null);
    }

    private Problem(
            ProblemCode code, String detail, String remedy, List<FieldProblem> fields, @Nullable Duration retryAfter) {
        super(detail);
        this.code = code;
        this.remedy = remedy;
        this.fields = fields;
        this.retryAfter = retryAfter;
    }

    /** One that goes away by itself: the client is asked to try again after this time. */
    public static Problem passing(ProblemCode code, String detail, Duration retryAfter) {
        return new Problem(code, detail, "try again in " + retryAfter.toSeconds() + " s", List.of(), retryAfter);
    }

    /** A request of which some fields are wrong. */
    public static Problem ofFields(List<FieldProblem> fields) {
        String detail = fields.stream()
                .map(field -> "\"" + field.field() + "\" " + field.message())
                .collect(Collectors.joining("; "));
        return new Problem(ProblemCode.INVALID, detail, "mend the fields that are named", List.copyOf(fields), null);
    }

    /** The stable code. */
    public ProblemCode code() {
        return code;
    }

    /** What was wrong with which value. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }

    /** The fields that are wrong, if the problem is theirs. */
    public List<FieldProblem> fields() {
        return fields;
    }

    /** When to try again; empty where trying again does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
