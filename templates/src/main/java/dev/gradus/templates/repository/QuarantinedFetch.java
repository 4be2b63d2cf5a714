package dev.gradus.templates.repository;

import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Asks {@code origin} for a base by the git program, which knows the user's credentials. What comes is put aside and only read:
 * a plan leaves the repository as it was.
 */
record QuarantinedFetch(Repository repository) {
    private static final long SECONDS = 30;

    Optional<FileTree> tree(String ref, ObjectId id) throws IOException {
        if (repository.getConfig().getString("remote", "origin", "url") == null) {
            return Optional.empty();
        }
        Path quarantine = Files.createTempDirectory("gradus-fetch");
        try {
            return fetch(ref, quarantine) ? read(id, quarantine) : Optional.empty();
        } finally {
            delete(quarantine);
        }
    }

    private boolean fetch(String ref, Path quarantine) throws IOException {
        ProcessBuilder git = new ProcessBuilder(List.of(
                        "git",
                        "-c",
                        "gc.auto=0",
                        "-c",
                        "maintenance.auto=false",
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--no-write-fetch-head",
                        "--no-recurse-submodules",
                        "--refmap=",
                        "origin",
                        ref))
                .directory(repository.getWorkTree())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = git.environment();
        environment.put("GIT_DIR", repository.getDirectory().getPath());
        environment.put("GIT_OBJECT_DIRECTORY", quarantine.toString());
        environment.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects().getPath());
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        return succeeds(git);
    }

    /** No git, no network, no such ref: in each case the base comes from elsewhere. */
    private static boolean succeeds(ProcessBuilder git) {
        try {
            Process process = git.start();
            process.getOutputStream().close();
            try {
                return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<FileTree> read(ObjectId id, Path quarantine) throws IOException {
        try (Repository aside = new FileRepositoryBuilder()
                .setGitDir(repository.getDirectory())
                .setObjectDirectory(quarantine.toFile())
                .addAlternateObjectDirectory(objects())
                .build()) {
            return new StoredTrees(aside).complete(id).map(QuarantinedFetch::inMemory);
        }
    }

    private static FileTree inMemory(FileTree tree) {
        Map<String, TreeFile> files = new TreeMap<>();
        tree.files()
                .forEach((path, file) -> files.put(
                        path,
                        file.mode() == Mode.SUBMODULE ? file : new TreeFile(file.mode(), Content.of(file.bytes()))));
        return FileTree.of(files);
    }

    private File objects() {
        return new File(repository.getCommonDirectory(), "objects");
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(folder)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
