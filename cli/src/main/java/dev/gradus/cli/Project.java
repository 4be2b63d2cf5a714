package dev.gradus.cli;

import dev.gradus.kit.train.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A generated project's own commands, run as its user would run them.
 *
 * <pre>{@code
 * new Project(folder).goal("train", Map.of("data", "data/sample"));
 * }</pre>
 */
record Project(Path folder) {

    /** The Maven command of one of the project's goals. */
    List<String> goal(String goal, Map<String, String> properties) {
        List<String> command = maven();
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-pl", "model", "-am", "compile", "exec:java@" + goal));
        return command;
    }

    /** The Maven command that packages one of the project's modules. */
    List<String> packaged(String module) {
        List<String> command = maven();
        command.addAll(List.of("-pl", module, "-am", "-DskipTests", "package"));
        return command;
    }

    /** Runs a command in the project's folder on this program's own streams; its exit code. */
    int run(List<String> command) {
        try {
            return ChildProcess.run(
                    new ProcessBuilder(command).directory(folder.toFile()).inheritIO());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0) + " in " + folder, e);
        }
    }

    private static List<String> maven() {
        return new ArrayList<>(List.of(windows() ? "mvnw.cmd" : "./mvnw", "-q", "-B", "-ntp"));
    }

    private static boolean windows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
