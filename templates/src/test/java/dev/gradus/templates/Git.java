package dev.gradus.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git program, with nothing of the machine's configuration. */
public final class Git {
    private final Path folder;

    public Git(Path folder) {
        this.folder = folder;
    }

    /** The output of a command that must succeed. */
    public String run(String... arguments) {
        Result result = attempt(arguments);
        if (result.exitCode() != 0) {
            throw new AssertionError(
                    "git " + String.join(" ", arguments) + " failed: " + result.output() + result.errors());
        }
        return result.output().strip();
    }

    public Result attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_AUTHOR_NAME", "Una User");
        builder.environment().put("GIT_AUTHOR_EMAIL", "una@example.com");
        builder.environment().put("GIT_COMMITTER_NAME", "Una User");
        builder.environment().put("GIT_COMMITTER_EMAIL", "una@example.com");
        try {
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a command said. */
    public record Result(int exitCode, String output, String errors) {}
}
