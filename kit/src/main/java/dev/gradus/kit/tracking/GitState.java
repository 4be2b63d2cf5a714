package dev.gradus.kit.tracking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The commit that is checked out, and whether files differ from it. Asked of the {@code git} program; without it the
 * commit is read from {@code .git}, and nothing is said about changes.
 *
 * <pre>{@code
 * GitState.of(project).tags()   // {gradus.git.dirty=false, mlflow.source.git.commit=9a28e8e…}
 * }</pre>
 */
record GitState(Optional<String> commit, Optional<Boolean> dirty) {

    private static final String COMMIT = "[0-9a-f]{40}([0-9a-f]{24})?";
    private static final long PATIENCE_SECONDS = 20;

    static GitState of(Path project) {
        Optional<String> commit = git(project, "rev-parse", "HEAD").filter(line -> line.matches(COMMIT));
        if (commit.isEmpty()) {
            return new GitState(head(project.resolve(".git")), Optional.empty());
        }
        // The pipeline itself rewrites dvc.lock while it runs; that is no edit of somebody's.
        Optional<Boolean> dirty = git(project, "status", "--porcelain", "--", ".", ":(exclude)dvc.lock")
                .map(changes -> !changes.isEmpty());
        return new GitState(commit, dirty);
    }

    SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>();
        commit.ifPresent(value -> tags.put("mlflow.source.git.commit", value));
        dirty.ifPresent(value -> tags.put("gradus.git.dirty", value.toString()));
        return tags;
    }

    private static Optional<String> git(Path project, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // Reading must not wait for, or take, the locks of somebody's running git command.
            Map<String, String> environment = builder.environment();
            environment.put("GIT_OPTIONAL_LOCKS", "0");
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Optional<String> head(Path dotGit) {
        try {
            String head = Files.readString(dotGit.resolve("HEAD")).strip();
            if (!head.startsWith("ref: ")) {
                return Optional.of(head).filter(line -> line.matches(COMMIT));
            }
            String ref = head.substring("ref: ".length());
            Path loose = dotGit.resolve(ref);
            if (Files.isRegularFile(loose)) {
                return Optional.of(Files.readString(loose).strip()).filter(line -> line.matches(COMMIT));
            }
            return Files.readAllLines(dotGit.resolve("packed-refs")).stream()
                    .filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
