package dev.gradus.platform.problem;

/**
 * Ends the process: what it can't go on without, told in one line with the remedy, as the command line tells its own errors.
 *
 * <pre>{@code
 * throw new Halt("no PostgreSQL answers at 127.0.0.1:5432", "start it, or check GRADUS_DB_URL.");
 * }</pre>
 */
public final class Halt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public Halt(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public Halt(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** The line. */
    public String line() {
        return "gradus: " + getMessage() + ". Maybe: " + remedy;
    }
}
