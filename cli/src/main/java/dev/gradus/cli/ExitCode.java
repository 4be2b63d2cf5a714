package dev.gradus.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int DONE = 0;
    /** The answer is no: a required level is not held, a gate refused, drift was found. */
    static final int NO = 1;
    /** The user's mistake. */
    static final int MISTAKE = 2;
    /** Merge conflicts were left for the user. */
    static final int CONFLICTS = 3;
    /** Something outside failed: network, server, disk. */
    static final int OUTSIDE = 4;

    private ExitCode() {}
}
