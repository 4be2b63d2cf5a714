package dev.gradus.templates.promote;

import dev.gradus.templates.Git;
import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.Author;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.scaffold.Scaffold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A scaffolded project on disk, edited as a user would and promoted. */
final class Projects {
    final Path folder;
    final Git git;
    final Packs packs;

    private Projects(Path folder, Packs packs) {
        this.folder = folder;
        this.git = new Git(folder);
        this.packs = packs;
    }

    static Projects scaffolded(Path folder, Pack pack, Stage stage) {
        Scaffold.of(new Renderer().render(pack, stage, Map.of("name", "rides")))
                .by(new Author("Una User", "una@example.com"))
                .into(folder);
        return new Projects(folder, Packs.of(List.of(pack)));
    }

    static Projects at(Path folder, Packs packs) {
        return new Projects(folder, packs);
    }

    Projects write(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Projects replace(String path, String from, String to) {
        String text = read(path);
        if (!text.contains(from)) {
            throw new AssertionError(path + " holds no \"" + from + "\"");
        }
        return write(path, text.replace(from, to));
    }

    Projects commit() {
        git.run("add", "-A");
        git.run("commit", "-qm", "edit");
        return this;
    }

    Plan plan(Stage to) {
        try (ProjectRepository project = ProjectRepository.open(folder)) {
            return new Planner(packs).promote(project, Optional.of(to)).plan();
        }
    }

    Promotion.Outcome promote(Stage to) {
        try (ProjectRepository project = ProjectRepository.open(folder)) {
            return new Planner(packs).promote(project, Optional.of(to)).carryOut();
        }
    }

    /** Promotes and merges the branch, as a user would who agrees. */
    Projects promoteAndMerge(Stage to) {
        git.run("merge", "-q", "--ff-only", promote(to).branch());
        return this;
    }

    /** Every file of the folder, of git's own too, by content. */
    SortedMap<String, String> snapshot() {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.filter(path -> !Files.isDirectory(path)).toList()) {
                byte[] bytes = Files.isSymbolicLink(path)
                        ? Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8)
                        : Files.readAllBytes(path);
                files.put(folder.relativize(path).toString(), HexFormat.of().formatHex(bytes));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
