package dev.gradus.maturity.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.maturity.BadInput;
import dev.gradus.maturity.assess.Observation;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.PlannedTree;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final FactType FILE =
            FactType.of("file", Evidence.TREE, "A file.", Map.of("size", ValueType.INTEGER));
    private static final FactType RUN = FactType.of("run", Evidence.RUNTIME, "A run.", Map.of());

    @TempDir
    Path temp;

    private Path folder;

    /** Reports every file of the tree. */
    private static final class Lister implements Collector {
        @Override
        public String name() {
            return "lister";
        }

        @Override
        public List<FactType> declares() {
            return List.of(FILE);
        }

        @Override
        public List<Fact> collect(Project project) {
            return project.tree().paths().stream()
                    .map(path -> Fact.of(
                            FILE,
                            project.name(),
                            Map.of("size", project.tree().size(path)),
                            project.committedAt(),
                            name(),
                            Location.of(path)))
                    .toList();
        }
    }

    /** Sees runs only where there is a work tree with a folder of them. */
    private static final class Runs implements Collector {
        @Override
        public String name() {
            return "runs";
        }

        @Override
        public List<FactType> declares() {
            return List.of(RUN);
        }

        @Override
        public boolean canSee(Project project) {
            Path workTree = project.workTree();
            return workTree != null && Files.isDirectory(workTree.resolve("runs"));
        }

        @Override
        public List<Fact> collect(Project project) {
            return List.of(Fact.of(RUN, project.name(), Map.of(), NOW, name(), null));
        }
    }

    private final Assess assess = Assess.with(() -> List.of(new Lister(), new Runs()), List.of());

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("rides"));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private RevCommit commit() throws GitAPIException {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage("all")
                    .setAuthor("Ann", "ann@example.org")
                    .setCommitter("Ann", "ann@example.org")
                    .setSign(false)
                    .call();
        }
    }

    private static List<String> paths(Observation observation) {
        return observation.facts().stream()
                .filter(fact -> fact.type().equals(FILE))
                .map(Fact::location)
                .map(Location::path)
                .toList();
    }

    @Test
    void theCommitIsObservedAndNotTheWorkTree() throws Exception {
        write("train.py", "1");
        RevCommit commit = commit();
        write("train.py", "222");
        write("new.py", "3");

        Observation observation = assess.observe(folder, "HEAD", NOW);

        assertThat(paths(observation)).containsExactly("train.py");
        assertThat(observation.facts().get(0).value()).containsEntry("size", 1L);
        assertThat(observation.subject().commit()).isEqualTo(commit.name());
        assertThat(observation.subject().tree()).isEqualTo(commit.getTree().name());
        assertThat(observation.subject().dirty()).isTrue();
        assertThat(observation.committedAt())
                .isEqualTo(commit.getCommitterIdent().getWhenAsInstant());
        assertThat(observation.reports()).containsOnlyKeys("lister");
    }

    @Test
    void ignoredFilesDoNotMakeItDirtyAndUntrackedOnesDo() throws Exception {
        write(".gitignore", "build/\n");
        commit();
        write("build/model.bin", "x");
        assertThat(assess.observe(folder, "HEAD", NOW).subject().dirty()).isFalse();

        write("notes.md", "x");
        assertThat(assess.observe(folder, "HEAD", NOW).subject().dirty()).isTrue();
    }

    @Test
    void anEarlierCommitCanBeObserved() throws Exception {
        write("a.py", "1");
        RevCommit first = commit();
        write("b.py", "2");
        commit();

        assertThat(paths(assess.observe(folder, "HEAD~1", NOW))).containsExactly("a.py");
        assertThat(paths(assess.observe(folder, first.name(), NOW))).containsExactly("a.py");
        assertThat(paths(assess.observe(folder, "HEAD", NOW))).containsExactly("a.py", "b.py");
    }

    @Test
    void aFolderOfARepositoryIsAProjectOfItsOwn() throws Exception {
        write("README.md", "1");
        write("teams/rides/train.py", "1");
        write("teams/rides/.gradus/project.yaml", "name: city-rides\n");
        write("teams/other/train.py", "1");
        commit();
        write("teams/other/train.py", "changed");

        Observation observation = assess.observe(folder.resolve("teams/rides"), "HEAD", NOW);

        assertThat(paths(observation)).containsExactly(".gradus/project.yaml", "train.py");
        assertThat(observation.project()).isEqualTo("city-rides");
        assertThat(observation.subject().dirty()).isFalse();
    }

    @Test
    void theLockTellsTheStageAndTheFolderTheName() throws Exception {
        write("train.py", "1");
        commit();
        assertThat(assess.observe(folder, "HEAD", NOW).stage()).isNull();
        assertThat(assess.observe(folder, "HEAD", NOW).project()).isEqualTo("rides");

        write(".gradus/lock.json", "{\"stage\": \"managed\"}");
        commit();
        assertThat(assess.observe(folder, "HEAD", NOW).stage()).isEqualTo(Stage.MANAGED);
    }

    @Test
    void runsAreReportedOnlyWhereTheyCanBeSeen() throws Exception {
        write("train.py", "1");
        commit();
        Files.createDirectory(folder.resolve("runs"));

        assertThat(assess.observe(folder, "HEAD", NOW).reports()).containsOnlyKeys("lister", "runs");
    }

    @Test
    void aBareRepositoryIsObserved() throws Exception {
        write("train.py", "1");
        commit();
        Path bare = temp.resolve("copy.git");
        Git.cloneRepository()
                .setURI(folder.toUri().toString())
                .setDirectory(bare.toFile())
                .setBare(true)
                .call()
                .close();

        Observation observation = assess.observe(bare, "HEAD", NOW);

        assertThat(paths(observation)).containsExactly("train.py");
        assertThat(observation.project()).isEqualTo("copy");
        assertThat(observation.subject().dirty()).isFalse();
    }

    @Test
    void whatIsNotInGitIsNamed() {
        assertThatThrownBy(() -> assess.observe(folder, "HEAD", NOW))
                .isInstanceOf(BadInput.class)
                .hasMessage("%s is not in a git repository", folder);
        assertThatThrownBy(() -> assess.observe(folder.resolve("absent"), "HEAD", NOW))
                .isInstanceOf(BadInput.class)
                .hasMessage("%s is not a folder", folder.resolve("absent"));
    }

    @Test
    void aRepositoryWithoutACommitIsNamed() throws Exception {
        Git.init().setDirectory(folder.toFile()).call().close();

        assertThatThrownBy(() -> assess.observe(folder, "HEAD", NOW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("rides")
                .hasMessageContaining("has no commit yet");
    }

    @Test
    void aRevisionOrFolderThatIsNotThereIsNamed() throws Exception {
        write("train.py", "1");
        commit();
        Files.createDirectory(folder.resolve("new"));

        assertThatThrownBy(() -> assess.observe(folder, "nowhere", NOW))
                .isInstanceOf(BadInput.class)
                .hasMessage("there is no commit \"nowhere\"");
        assertThatThrownBy(() -> assess.observe(folder.resolve("new"), "HEAD", NOW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has no folder new");
    }

    @Test
    void aLockThatWasBrokenByHandIsNamed() throws Exception {
        write(".gradus/lock.json", "{\"stage\": \"manged\"}");
        commit();
        assertThatThrownBy(() -> assess.observe(folder, "HEAD", NOW))
                .isInstanceOf(BadInput.class)
                .hasMessage(".gradus/lock.json cannot be read: there is no stage \"manged\"");

        write(".gradus/lock.json", "{");
        commit();
        assertThatThrownBy(() -> assess.observe(folder, "HEAD", NOW))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(".gradus/lock.json cannot be read");
    }

    @Test
    void plannedFilesAreObservedWithoutHistoryAndRuns() {
        Observation observation = assess.observe("planned", PlannedTree.ofText(Map.of("train.py", "12")), NOW);

        assertThat(paths(observation)).containsExactly("train.py");
        assertThat(observation.project()).isEqualTo("planned");
        assertThat(observation.subject().commit()).isNull();
        assertThat(observation.reports()).containsOnlyKeys("lister");
    }
}
