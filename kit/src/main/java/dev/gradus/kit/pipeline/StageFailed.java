package dev.gradus.kit.pipeline;

import dev.gradus.kit.train.ChildProcess;
import dev.gradus.kit.train.Command;

/** A stage's command ended with another exit code than 0. */
final class StageFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    StageFailed(Stage stage, int exitCode) {
        super("stage \"" + stage.name() + "\" " + how(exitCode));
        this.exitCode = exitCode;
    }

    private static String how(int exitCode) {
        String after = "; what it printed is above, and the stages after it did not run";
        return switch (exitCode) {
            case ChildProcess.INTERRUPTED -> "was interrupted; the next run begins with it";
            // Shells and other programs end with 1 for much, so that only the stage's own line can say which it was.
            case Command.REFUSED -> "failed with exit code 1, by which a check says no" + after;
            default -> "failed with exit code " + exitCode + after;
        };
    }

    int exitCode() {
        return exitCode;
    }
}
