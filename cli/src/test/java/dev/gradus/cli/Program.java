package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program, run as a process in a folder, as a user's shell would run it.
 *
 * @param starter words that the command line begins with
 */
record Program(Path folder, Map<String, String> environment, List<String> starter) {

    /** Jobs in the background, as tests may be, begin with Ctrl-C ignored; this takes it back. */
    static final List<String> HEARS_CTRL_C = List.of("env", "--default-signal=INT");

    /** What came of one call. */
    record Result(int exitCode, String out, String err) {

        /** Nothing but one line with its remedy. */
        void requireOneLine(int expectedExitCode) {
            assertThat(err).startsWith("gradus: ").contains(" Maybe: ");
            assertThat(err.strip().lines()).as(err).hasSize(1);
            assertThat(exitCode).as(err).isEqualTo(expectedExitCode);
            assertThat(out).isEmpty();
        }
    }

    static Program in(Path folder) {
        return new Program(folder, Map.of(), List.of());
    }

    Program with(Map<String, String> more) {
        return new Program(folder, more, starter);
    }

    Program hearingCtrlC() {
        return new Program(folder, environment, HEARS_CTRL_C);
    }

    /** With one line on its standard input. */
    Program reading(String line) {
        List<String> pipe = List.of("sh", "-c", "line=$1; shift; printf '%s\\n' \"$line\" | \"$@\"", "pipe", line);
        return new Program(folder, environment, pipe);
    }

    /** As Ctrl-C does, but to this process alone. */
    static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    Result run(String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile("gradus", ".out");
        Path err = Files.createTempFile("gradus", ".err");
        try {
            Process process = start(out, err, args);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("gradus " + String.join(" ", args) + " did not end");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    Process start(Path out, Path err, String... args) throws IOException {
        return builder(args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** Its answer goes into another program; the exit code is this one's. */
    Process startInto(String reader, Path err, String... args) throws IOException {
        List<String> words = builder(args).command();
        List<String> piped =
                new ArrayList<>(List.of("bash", "-c", "\"$@\" | " + reader + "; exit \"${PIPESTATUS[0]}\"", "pipe"));
        piped.addAll(words);
        return builder(args).command(piped).redirectError(err.toFile()).start();
    }

    private ProcessBuilder builder(String... args) throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target/gradus/lib/gradus-cli.jar").toAbsolutePath().toString(),
                "dev.gradus.cli.Gradus"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("GRADUS_HOME", Path.of("..").toRealPath().toString());
        builder.environment().putAll(environment);
        return builder;
    }
}
