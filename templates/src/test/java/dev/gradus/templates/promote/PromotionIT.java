package dev.gradus.templates.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.templates.BadInput;
import dev.gradus.templates.Git;
import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.lock.LockFile;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.Bases;
import dev.gradus.templates.repository.BranchWriter;
import dev.gradus.templates.repository.ProjectRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promotions of repositories on disk; the git program reads the results. */
class PromotionIT {
    @TempDir
    Path temp;

    private final Pack pack = TestPacks.small();

    private Projects scaffolded() {
        return Projects.scaffolded(temp.resolve("rides"), pack, Stage.ADHOC);
    }

    @Test
    void anEditedProjectKeepsItsEditsOnABranchOfItsOwn() {
        Projects rides = scaffolded()
                .replace("README.md", "Nothing to see", "Much to see")
                .write("model/src/own.txt", "mine\n")
                .commit();
        String head = rides.git.run("rev-parse", "HEAD");
        Promotion.Outcome outcome = rides.promote(Stage.MANAGED);
        assertThat(outcome.branch()).isEqualTo("gradus/promote-managed");
        assertThat(rides.git.run("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(rides.git.run("status", "--porcelain")).isEmpty();
        assertThat(rides.git.run("rev-parse", outcome.commit() + "^")).isEqualTo(head);
        assertThat(rides.git.run("fsck", "--strict")).doesNotContain("error", "warning");
        rides.git.run("checkout", "-q", outcome.branch());
        assertThat(rides.git.run("status", "--porcelain")).isEmpty();
        assertThat(rides.read("README.md")).contains("Much to see", "It records its runs.");
        assertThat(rides.read("model/src/own.txt")).isEqualTo("mine\n");
        assertThat(rides.read("params.yaml")).isEqualTo("epochs: 3\n");
    }

    @Test
    void thePlanIsTheResult() {
        Projects rides = scaffolded().write("own.txt", "mine\n").commit();
        SortedMap<String, String> before = rides.snapshot();
        Plan plan = rides.plan(Stage.MANAGED);
        assertThat(rides.snapshot()).isEqualTo(before);
        Promotion.Outcome outcome = rides.promote(Stage.MANAGED);
        assertThat(rides.git.run("rev-parse", outcome.commit() + "^{tree}")).isEqualTo(plan.result());
        assertThat(plan.ledger().userLines()).isEqualTo(1);
        assertThat(plan.ledger().kept()).isEqualTo(1);
    }

    @Test
    void thePlanIsPrintedAsTheCommandLinePromises() throws Exception {
        Projects rides = scaffolded();
        Map<?, ?> json = new ObjectMapper().convertValue(rides.plan(Stage.MANAGED), Map.class);
        assertThat(json.keySet().stream().map(String::valueOf))
                .containsExactly(
                        "from",
                        "to",
                        "pack",
                        "base",
                        "ours",
                        "theirs",
                        "result",
                        "files",
                        "conflicts",
                        "ledger",
                        "level");
        assertThat(new ObjectMapper()
                        .writeValueAsString(rides.plan(Stage.MANAGED).files().get(0)))
                .isEqualTo(
                        "{\"path\":\".gitattributes\",\"change\":\"UNCHANGED\",\"layer\":\"adhoc\",\"reason\":\"nothing to change\"}");
        assertThat(json.get("pack").toString()).isEqualTo("{name=small, version=1.0.0}");
        assertThat(json.get("ledger").toString()).isEqualTo("{userLines=0, kept=0, inConflict=0, listed=0}");
    }

    @Test
    void theLevelIsAskedOfTheGivenAssessor() {
        Projects rides = scaffolded();
        try (ProjectRepository project = ProjectRepository.open(rides.folder)) {
            Promotion promotion = new Planner(rides.packs)
                    .assessing(tree -> Optional.of(tree.has("params.yaml") ? "managed" : "adhoc"))
                    .promote(project, Optional.empty());
            assertThat(promotion.plan().level()).isEqualTo(new Plan.Level("adhoc", "managed"));
        }
    }

    @Test
    void aConflictIsLeftOnTheBranchInMarkers() {
        Projects rides = scaffolded()
                .replace("README.md", "This project is at adhoc.", "This project is my pride.")
                .commit();
        Plan plan = rides.plan(Stage.MANAGED);
        assertThat(plan.result()).isNull();
        assertThat(plan.conflicts()).containsExactly("README.md");
        assertThat(plan.ledger().inConflict()).isEqualTo(plan.ledger().userLines());
        Promotion.Outcome outcome = rides.promote(Stage.MANAGED);
        assertThat(outcome.conflicts()).containsExactly("README.md");
        assertThat(rides.git.run("show", outcome.branch() + ":README.md"))
                .contains("<<<<<<< yours\nThis project is my pride.", ">>>>>>> managed");
        assertThat(rides.git.run("status", "--porcelain")).isEmpty();
    }

    @Test
    void promotingTwiceIsPromotingOnce() {
        Projects rides = scaffolded();
        Promotion.Outcome first = rides.promote(Stage.MANAGED);
        SortedMap<String, String> before = rides.snapshot();
        Promotion.Outcome second = rides.promote(Stage.MANAGED);
        assertThat(second.commit()).isEqualTo(first.commit());
        assertThat(second.alreadyThere()).isTrue();
        assertThat(rides.snapshot()).isEqualTo(before);
    }

    @Test
    void aBranchWithOtherContentIsLeftAlone() {
        Projects rides = scaffolded();
        rides.git.run("branch", "gradus/promote-managed");
        assertRefused(rides, "the branch \"gradus/promote-managed\" is there already with other content");
    }

    @Test
    void aBranchInTheWayOfTheNameIsNamed() {
        Projects rides = scaffolded();
        rides.git.run("branch", "gradus");
        assertThatThrownBy(() -> rides.promote(Stage.MANAGED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("gradus/promote-managed");
    }

    @Test
    void aDirtyTreeIsRefusedByItsFiles() {
        Projects rides = scaffolded().replace("README.md", "Nothing", "Something");
        assertRefused(rides, "there are uncommitted changes in README.md");
        rides.git.run("add", "README.md");
        assertRefused(rides, "there are uncommitted changes in README.md");
    }

    @Test
    void aStagedChangeThatWasTakenBackInTheFolderIsStillUncommitted() {
        Projects rides = scaffolded();
        String readme = rides.read("README.md");
        rides.write("README.md", "other\n");
        rides.git.run("add", "README.md");
        rides.write("README.md", readme);
        assertRefused(rides, "there are uncommitted changes in README.md");
    }

    @Test
    void anUntrackedFileInTheWayIsNamedEvenWhenIgnored() {
        Projects rides = scaffolded().write(".gitignore", "params.yaml\n").commit();
        rides.write("params.yaml", "mine: 1\n");
        assertRefused(
                rides, "params.yaml would be overwritten when you check out the branch, and git does not track it");
    }

    @Test
    void anUntrackedFileElsewhereDoesNotMatter() {
        Projects rides = scaffolded().write("scratch.txt", "mine\n");
        assertThat(rides.promote(Stage.MANAGED).conflicts()).isEmpty();
        assertThat(rides.git.run("status", "--porcelain")).isEqualTo("?? scratch.txt");
    }

    @Test
    void aMergeUnderWayIsRefused() {
        Projects rides = scaffolded();
        rides.git.run("checkout", "-qb", "other");
        rides.write("Makefile", "other\n").commit();
        rides.git.run("checkout", "-q", "main");
        rides.write("Makefile", "main\n").commit();
        rides.git.attempt("merge", "-q", "other");
        assertThatThrownBy(() -> rides.promote(Stage.MANAGED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("in the middle of something");
    }

    @Test
    void aDetachedHeadIsAsGoodAsABranch() {
        Projects rides = scaffolded();
        rides.git.run("checkout", "-q", "--detach");
        assertThat(rides.promote(Stage.MANAGED).branch()).isEqualTo("gradus/promote-managed");
    }

    @Test
    void aRepositoryWithoutCommitIsRefused() throws Exception {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        new Git(empty).run("init", "-q");
        assertThatThrownBy(() -> ProjectRepository.open(empty))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has no commit yet");
    }

    @Test
    void aFolderThatIsNoRepositoryIsRefused() throws Exception {
        Path plain = Files.createDirectory(temp.resolve("plain"));
        assertThatThrownBy(() -> ProjectRepository.open(plain))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is in no git repository");
        assertThatThrownBy(() -> ProjectRepository.open(temp.resolve("nowhere")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no folder");
    }

    @Test
    void aRepositoryWithoutLockIsRefused() {
        Projects rides = scaffolded();
        rides.git.run("rm", "-q", Lock.PATH);
        rides.git.run("commit", "-qm", "gone");
        assertThatThrownBy(() -> rides.promote(Stage.MANAGED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("holds no .gradus/lock.json");
    }

    @ParameterizedTest
    @CsvSource({"adhoc,managed", "rides,tides", "100755,100644", "small,smell"})
    void aLockEditedByHandIsRefused(String written, String edited) {
        Projects rides = scaffolded().replace(Lock.PATH, written, edited).commit();
        assertRefused(rides, ".gradus/lock.json was edited by hand: its digest is not that of its content");
    }

    @Test
    void aLockThatDescribesAnotherBaseIsRefused() {
        Projects rides = scaffolded();
        Lock other = Lock.of(new Renderer().render(pack, Stage.MANAGED, Map.of("name", "rides")));
        Lock own;
        try (ProjectRepository project = ProjectRepository.open(rides.folder)) {
            own = project.lock();
        }
        Lock mixed = new Lock(own.pack(), own.renderer(), own.stage(), own.answers(), own.base(), other.files());
        rides.write(Lock.PATH, LockFile.write(mixed)).commit();
        assertThatThrownBy(() -> rides.promote(Stage.MANAGED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("does not describe its base");
    }

    @Test
    void aStageThatIsNotAboveIsRefused() {
        Projects rides = Projects.scaffolded(temp.resolve("rides"), pack, Stage.MANAGED);
        for (Stage stage : List.of(Stage.ADHOC, Stage.MANAGED)) {
            assertThatThrownBy(() -> rides.promote(stage))
                    .isInstanceOf(BadInput.class)
                    .hasMessage("the project is at stage \"managed\", and \"" + stage.key() + "\" is not above it");
        }
    }

    @ParameterizedTest
    @EnumSource(BranchWriter.Step.class)
    void cutShortAnywhereItIsMadeBySimplyRunningItAgain(BranchWriter.Step last) {
        Projects rides = scaffolded().write("own.txt", "mine\n").commit();
        String head = rides.git.run("rev-parse", "HEAD");
        String expected = rides.plan(Stage.MANAGED).result();
        try (ProjectRepository project = ProjectRepository.open(rides.folder)) {
            Promotion promotion = new Planner(rides.packs).promote(project, Optional.of(Stage.MANAGED));
            assertThatThrownBy(() -> promotion.carryOut(Clock.systemUTC(), step -> {
                        if (step == last) {
                            throw new CutShort();
                        }
                    }))
                    .isInstanceOf(CutShort.class);
        }
        assertThat(rides.git.run("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(rides.git.run("status", "--porcelain")).isEmpty();
        assertThat(rides.git.run("fsck", "--strict", "--no-dangling")).doesNotContain("error");
        Promotion.Outcome again = rides.promote(Stage.MANAGED);
        assertThat(rides.git.run("rev-parse", again.commit() + "^{tree}")).isEqualTo(expected);
        assertThat(rides.git.run("rev-parse", again.branch())).isEqualTo(again.commit());
    }

    static Stream<Arguments> deaths() {
        return Stream.of("promote", "update")
                .flatMap(verb -> Stream.of("INT", "KILL").flatMap(signal -> Arrays.stream(BranchWriter.Step.values())
                        .map(step -> Arguments.of(verb, signal, step))));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    @DisabledOnOs(OS.WINDOWS)
    void aKilledProgramLeavesAllAsItWasAndIsMadeGoodByRunningItAgain(String verb, String signal, BranchWriter.Step last)
            throws Exception {
        Projects rides = Projects.at(scaffolded().write("own.txt", "mine\n").commit().folder, Updates.packs());
        SortedMap<String, String> before = withoutWhatNothingRefersTo(rides.snapshot());
        Process program = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PromotingProgram.class.getName(),
                        rides.folder.toString(),
                        verb,
                        last.name())
                .start();
        assertThat(program.getInputStream().read()).isEqualTo('!');

        new ProcessBuilder("kill", "-" + signal, String.valueOf(program.pid()))
                .start()
                .waitFor();

        assertThat(program.waitFor()).isGreaterThan(128);
        SortedMap<String, String> after = withoutWhatNothingRefersTo(rides.snapshot());
        if (last == BranchWriter.Step.BRANCH_SET) {
            assertThat(after.keySet().removeIf(path -> path.startsWith(".git/refs/heads/gradus/")))
                    .isTrue();
        }
        assertThat(after).isEqualTo(before);
        assertThat(rides.git.run("fsck", "--strict", "--no-dangling")).doesNotContain("error");
        try (ProjectRepository project = ProjectRepository.open(rides.folder)) {
            Planner planner = new Planner(rides.packs);
            Promotion step = verb.equals("update")
                    ? planner.update(project)
                    : planner.promote(project, Optional.of(Stage.MANAGED));
            Promotion.Outcome made = step.carryOut();
            assertThat(made.alreadyThere()).isEqualTo(last == BranchWriter.Step.BRANCH_SET);
            assertThat(rides.git.run("rev-parse", made.branch() + "^{tree}"))
                    .isEqualTo(step.plan().result());
        }
    }

    /** Objects without a name are git's to collect; bases that are kept are no branch and no tag. */
    private static SortedMap<String, String> withoutWhatNothingRefersTo(SortedMap<String, String> snapshot) {
        snapshot.keySet()
                .removeIf(path -> path.startsWith(".git/objects/")
                        || path.startsWith(".git/refs/gradus/")
                        || path.startsWith(".git/logs/refs/heads/gradus/"));
        return snapshot;
    }

    /** What no code catches by mistake. */
    private static final class CutShort extends Error {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"squash", "rebase", "merge"})
    void whateverTheHistoryTheNextPromotionIsTheSame(String way) {
        Projects rides = scaffolded().write("own.txt", "mine\n").commit();
        Promotion.Outcome outcome = rides.promote(Stage.MANAGED);
        rides.write("other.txt", "meanwhile\n").commit();
        switch (way) {
            case "squash" -> {
                rides.git.run("merge", "-q", "--squash", outcome.branch());
                rides.git.run("commit", "-qm", "squashed");
            }
            case "rebase" -> {
                rides.git.run("checkout", "-q", outcome.branch());
                rides.git.run("rebase", "-q", "main");
                rides.git.run("checkout", "-q", "main");
                rides.git.run("merge", "-q", "--ff-only", outcome.branch());
            }
            default -> rides.git.run("merge", "-q", "--no-ff", "-m", "merged", outcome.branch());
        }
        rides.git.run("branch", "-q", "-D", outcome.branch());
        Plan plan = rides.plan(Stage.AUTOMATED);
        assertThat(plan.conflicts()).isEmpty();
        Lock direct = Lock.of(new Renderer().render(pack, Stage.AUTOMATED, Map.of("name", "rides")));
        assertThat(plan.theirs()).isEqualTo(direct.base());
        rides.promoteAndMerge(Stage.AUTOMATED);
        rides.git.run("rm", "-q", "own.txt", "other.txt", Lock.PATH);
        assertThat(rides.git.run("write-tree")).isEqualTo(direct.base());
    }

    @Test
    void aPlainCloneAfterASquashMergeFindsTheBaseAtItsOrigin() throws Exception {
        Projects rides = scaffolded().write("own.txt", "mine\n").commit();
        Promotion.Outcome outcome = rides.promote(Stage.MANAGED);
        rides.git.run("merge", "-q", "--squash", outcome.branch());
        rides.git.run("commit", "-qm", "squashed");
        rides.git.run("branch", "-q", "-D", outcome.branch());
        rides.replace("README.md", "# rides", "# Rides!").commit();
        Projects clone = cloned(rides, "clone", rides.packs);
        SortedMap<String, String> before = clone.snapshot();
        assertThat(origin(clone)).isEqualTo(Bases.Origin.REMOTE);
        assertThat(clone.snapshot()).isEqualTo(before);
        assertThat(clone.plan(Stage.AUTOMATED)).isEqualTo(rides.plan(Stage.AUTOMATED));
        clone.promote(Stage.AUTOMATED);
        assertThat(origin(clone)).isEqualTo(Bases.Origin.REPOSITORY);
    }

    @Test
    void withNoOriginTheBaseIsRenderedAgain() throws Exception {
        Projects rides =
                scaffolded().replace("README.md", "# rides", "# Rides!").commit();
        Projects clone = cloned(rides, "clone", rides.packs);
        clone.git.run("remote", "remove", "origin");
        assertThat(origin(clone)).isEqualTo(Bases.Origin.RENDERED);
        assertThat(clone.plan(Stage.MANAGED)).isEqualTo(rides.plan(Stage.MANAGED));
    }

    @Test
    void aBaseThatIsNowhereIsSaidToBe() throws Exception {
        Projects rides =
                scaffolded().replace("README.md", "# rides", "# Rides!").commit();
        Packs changed = Packs.of(List.of(TestPacks.with("adhoc/README.md.ftl", "# other\n")));
        Projects clone = cloned(rides, "clone", changed);
        clone.git.run("remote", "remove", "origin");
        assertThatThrownBy(() -> clone.plan(Stage.MANAGED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is in neither the repository nor its origin");
    }

    @Test
    void aProjectInASubFolderIsPromotedThere() {
        Projects rides = scaffolded();
        Path mono = temp.resolve("mono");
        Projects repository = Projects.at(mono.resolve("teams/rides"), rides.packs);
        copy(rides.folder, repository.folder);
        Git git = new Git(mono);
        git.run("init", "-q", "-b", "main");
        Projects.at(mono, rides.packs).write("root.txt", "root\n").write("teams.txt", "t\n");
        git.run("add", "-A");
        git.run("commit", "-qm", "all");
        Promotion.Outcome outcome = repository.promote(Stage.MANAGED);
        assertThat(git.run("ls-tree", "--name-only", outcome.commit())).isEqualTo("root.txt\nteams.txt\nteams");
        assertThat(git.run("show", outcome.commit() + ":teams/rides/params.yaml"))
                .isEqualTo("epochs: 3");
        assertThat(git.run("fsck", "--strict")).doesNotContain("error");
        assertThat(git.run("diff", "--name-only", "HEAD", outcome.commit())).startsWith("teams/rides/");
        try (ProjectRepository project = ProjectRepository.open(repository.folder.resolve("model/src"))) {
            assertThat(project.folder()).isEqualTo("teams/rides");
        }
    }

    @Test
    void anUpdateBringsTheNewerVersionOfThePack() {
        Projects rides = scaffolded().write("own.txt", "mine\n").commit();
        Pack newer = Updates.newer();
        Projects updated = Projects.at(rides.folder, Packs.of(List.of(newer, pack)));
        try (ProjectRepository project = ProjectRepository.open(updated.folder)) {
            Promotion promotion = new Planner(updated.packs).update(project);
            assertThat(promotion.branch()).isEqualTo("gradus/update-1.1.0");
            Promotion.Outcome outcome = promotion.carryOut();
            assertThat(updated.git.run("show", outcome.commit() + ":Makefile")).isEqualTo("# newer\ninclude mk/*.mk");
            assertThat(updated.git.run("show", outcome.commit() + ":mk/10-base.mk"))
                    .contains("train:");
            assertThat(updated.git.run("ls-tree", "-r", "--name-only", outcome.commit()))
                    .doesNotContain("10-core");
        }
    }

    @Test
    void anUpdateToTheSameVersionHasNothingToDo() {
        Projects rides = scaffolded();
        try (ProjectRepository project = ProjectRepository.open(rides.folder)) {
            Promotion promotion = new Planner(rides.packs).update(project);
            assertThat(promotion.changesNothing()).isTrue();
            assertThatThrownBy(promotion::carryOut).isInstanceOf(BadInput.class);
        }
    }

    private static Bases.Origin origin(Projects projects) {
        try (ProjectRepository project = ProjectRepository.open(projects.folder)) {
            return new Bases(projects.packs).of(project).origin();
        }
    }

    private Projects cloned(Projects from, String name, Packs packs) {
        new Git(temp).run("clone", "-q", "--no-local", from.folder.toString(), name);
        return Projects.at(temp.resolve(name), packs);
    }

    private static void copy(Path from, Path to) {
        Map<String, String> files = Projects.at(from, Packs.of(List.of())).snapshot();
        files.keySet().stream().filter(path -> !path.startsWith(".git/")).forEach(path -> {
            try {
                Files.createDirectories(to.resolve(path).getParent());
                Files.copy(from.resolve(path), to.resolve(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void assertRefused(Projects rides, String message) {
        SortedMap<String, String> before = rides.snapshot();
        assertThatThrownBy(() -> rides.promote(Stage.MANAGED))
                .isInstanceOf(BadInput.class)
                .hasMessage(message);
        assertThat(rides.snapshot()).isEqualTo(before);
    }
}
