package dev.gradus.kit.pipeline;

import dev.gradus.kit.train.ChildProcess;

/** A stage's command ended with another exit code than 0. */
final class StageFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    StageFailed(Stage stage, int exitCode) {
        super(
                exitCode == ChildProcess.INTERRUPTED
                        ? "stage \"" + stage.name() + "\" was interrupted; the next run begins with it"
                        : "stage \"" + stage.name() + "\" failed with exit code " + exitCode
                                + "; what it printed is above, and the stages after it did not run");
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
