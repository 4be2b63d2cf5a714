package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that a test talks to beside the JDK and git. Where it is missing the test is skipped, with the reason, and fails where
 * {@code GRADUS_REQUIRE_PARTS=1} says that nothing may be missing.
 */
public final class Part {
    private final String program;

    private Part(String program) {
        this.program = program;
    }

    /** The program that an environment variable names. */
    public static Part named(String variable) {
        return new Part(path(variable, "a program"));
    }

    /** Where the program lies that an environment variable names. */
    public static Path file(String variable) {
        return Path.of(path(variable, "a program"));
    }

    /** The programs in the folder that an environment variable names. */
    public static Path folder(String variable) {
        return Path.of(path(variable, "a folder of programs"));
    }

    private static String path(String variable, String what) {
        String path = System.getenv(variable);
        if (path == null) {
            String reason = variable + " names no " + what.substring(2);
            if ("1".equals(System.getenv("GRADUS_REQUIRE_PARTS"))) {
                fail(reason);
            }
            abort(reason);
        }
        return path;
    }

    /** What the program says; it must succeed. */
    public String run(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Said said = attempt(folder, Map.of(), command);
        assertThat(said.exitCode()).as("%s\n%s", command, said.output()).isZero();
        return said.output();
    }

    /** What a command says, and how it ends. */
    public static Said attempt(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output);
    }

    /** What a command said. */
    public record Said(int exitCode, String output) {}
}
