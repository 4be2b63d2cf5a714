package dev.gradus.kit.pipeline;

import dev.gradus.kit.train.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a stage's commands by the system's shell, with this Java first on the path and output passed through. They end with us. */
final class Shell {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path project;

    Shell(Path project) {
        this.project = project;
    }

    void run(Stage stage) {
        // As DVC does: each line of a command is a command of its own, and the first that fails is the last.
        for (String line : stage.cmd().stream().flatMap(String::lines).toList()) {
            int exitCode = run(stage, line);
            if (exitCode != 0) {
                throw new StageFailed(stage, exitCode);
            }
        }
    }

    private int run(Stage stage, String line) {
        ProcessBuilder builder =
                new ProcessBuilder(WINDOWS ? List.of("cmd", "/c", line) : List.of("/bin/sh", "-c", line));
        builder.directory(project.resolve(stage.wdir()).toFile()).inheritIO();
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", java, (path, own) -> own + File.pathSeparator + path);
        builder.environment().put("DVC_ROOT", project.toString());
        builder.environment().put("DVC_STAGE", stage.name());
        try {
            return ChildProcess.run(builder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start stage \"" + stage.name() + "\"", e);
        }
    }
}
