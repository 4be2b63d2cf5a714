package dev.gradus.platform.database;

import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One program that was run to its end.
 *
 * @param command as it was started
 * @param output what it wrote to both of its streams
 */
record Execution(List<String> command, int exitCode, String output) {
    /** What the shell calls a program that ran out of time. */
    private static final int TIMED_OUT = 124;

    /** Runs a command in a folder; one that takes longer than {@code limit} is ended. */
    static Execution of(List<String> command, Path folder, Duration limit) throws IOException {
        // A file, since a daemon that inherits a pipe would keep it open.
        Path output = Files.createTempFile("gradus", ".out");
        try {
            Process process = start(command, folder, output);
            int exitCode = await(process, limit);
            return new Execution(command, exitCode, Files.readString(output).strip());
        } finally {
            Files.delete(output);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** The output of a program that succeeded; another one halts this process. */
    String orHalt() {
        if (succeeded()) {
            return output;
        }
        String outcome = exitCode == TIMED_OUT ? "did not end in time" : "failed with exit code " + exitCode;
        throw new Halt(
                "\"" + String.join(" ", command) + "\" " + outcome + (output.isEmpty() ? "" : ": " + output),
                "\"gradus doctor\" says what is missing.");
    }

    private static Process start(List<String> command, Path folder, Path output) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException failure) {
            throw new Halt(
                    "the program \"" + command.get(0) + "\" can not be started",
                    "install it (setpriv is in util-linux), or start Gradus as an ordinary user.",
                    failure);
        }
    }

    private static int await(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return TIMED_OUT;
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return TIMED_OUT;
        }
    }
}
