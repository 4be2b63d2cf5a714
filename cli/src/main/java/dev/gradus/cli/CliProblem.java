package dev.gradus.cli;

import org.jspecify.annotations.Nullable;

/**
 * An error with its exit code, told in one line.
 *
 * <pre>{@code
 * throw CliProblem.mistake("no control is called \"dep-pinned\"", "deps-pinned");
 * }</pre>
 */
final class CliProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String remedy;

    private CliProblem(int exitCode, String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    /** The user's mistake: exit code 2. */
    static CliProblem mistake(String problem, String remedy) {
        return new CliProblem(ExitCode.MISTAKE, problem, remedy, null);
    }

    /** Something outside failed: exit code 4. */
    static CliProblem outside(String problem, String remedy, @Nullable Throwable cause) {
        return new CliProblem(ExitCode.OUTSIDE, problem, remedy, cause);
    }

    int exitCode() {
        return exitCode;
    }

    String remedy() {
        return remedy;
    }
}
