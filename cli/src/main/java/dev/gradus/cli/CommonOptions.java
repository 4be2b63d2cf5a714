package dev.gradus.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every verb takes. */
final class CommonOptions {
    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours (NO_COLOR does the same).")
    private boolean noColour;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Only the answer and errors.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Add the stack trace to an error.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    Console console() {
        return Console.ofProcess(noColour, quiet);
    }
}
