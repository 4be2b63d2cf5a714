package dev.gradus.maturity.collect;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.repository.Assess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A project of the test resources as a git repository, with fixed dates. */
public final class SampleProject {

    static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");

    private final Path folder;
    private final Git git;
    private int commits;

    private SampleProject(Path folder, Git git) {
        this.folder = folder;
        this.git = git;
    }

    /** The named project in a folder that is still empty, in one commit. */
    static SampleProject copy(String name, Path folder) {
        SampleProject project = empty(folder).add(name, "");
        project.commit("begin");
        return project;
    }

    /** Copies the named project into a folder of this one, which is the root itself for the empty name. */
    SampleProject add(String name, String into) {
        Path source = Path.of("src/test/resources/projects", name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target =
                        folder.resolve(into).resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    static SampleProject empty(Path folder) {
        try {
            return new SampleProject(
                    folder,
                    Git.init()
                            .setDirectory(folder.toFile())
                            .setInitialBranch("main")
                            .call());
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    Path folder() {
        return folder;
    }

    SampleProject write(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    SampleProject write(String path, byte[] content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Replaces a text that must be there. */
    SampleProject replace(String path, String text, String by) {
        try {
            String before = Files.readString(folder.resolve(path));
            if (!before.contains(text)) {
                throw new IllegalArgumentException(path + " has no \"" + text + "\"");
            }
            return write(path, before.replace(text, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SampleProject append(String path, String text) {
        try {
            return write(path, Files.readString(folder.resolve(path)) + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SampleProject delete(String path) {
        try {
            Files.delete(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Commits everything, ignored files too, a minute after the commit before; returns its id. */
    String commit(String message) {
        return commit(message, "ana@rides.example");
    }

    String commit(String message, String author) {
        try {
            PersonIdent who = new PersonIdent("Ana", author, BEGAN.plusSeconds(60L * commits++), ZoneOffset.UTC);
            git.add().addFilepattern(".").call();
            git.add().setUpdate(true).addFilepattern(".").call();
            RevCommit commit = git.commit()
                    .setMessage(message)
                    .setAuthor(who)
                    .setCommitter(who)
                    .setSign(false)
                    .call();
            return commit.name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    Assessment assess() {
        return assess("");
    }

    /** The assessment of a folder of the project as a project of its own. */
    Assessment assess(String part) {
        return Assess.with(StandardCollectors::list, List.of()).assess(folder.resolve(part), BEGAN.plusSeconds(86_400));
    }

    /** The potential verdicts up to Managed by control: that is the stage of the samples by themselves. */
    static SortedMap<String, String> potential(Assessment assessment) {
        return potential(assessment, Stage.MANAGED);
    }

    /** The potential verdicts of the stages up to one, by control. */
    static SortedMap<String, String> potential(Assessment assessment, Stage highest) {
        SortedMap<String, String> verdicts = new TreeMap<>();
        assessment.verdicts().stream()
                .filter(each -> each.stage().compareTo(highest) <= 0)
                .forEach(each -> verdicts.put(each.control(), each.verdict().name()));
        return verdicts;
    }

    /** What is told of a control, as {@code path:line message}. */
    static List<String> findings(Assessment assessment, String control) {
        return assessment.verdict(control).findings().stream()
                .map(each -> (each.path() == null ? "-" : each.path())
                        + (each.line() == null ? "" : ":" + each.line())
                        + " "
                        + each.message())
                .toList();
    }
}
