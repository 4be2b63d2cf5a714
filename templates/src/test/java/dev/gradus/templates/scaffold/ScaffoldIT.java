package dev.gradus.templates.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.Git;
import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What git itself reads in a scaffolded project. */
class ScaffoldIT {
    @TempDir
    Path folder;

    private final Render render = new Renderer().render(TestPacks.small(), Stage.ADHOC, Map.of("name", "rides"));

    @Test
    void gitFindsACleanRepositoryWithOneCommit() {
        Path rides = folder.resolve("rides");
        Lock lock = Scaffold.of(render).into(rides);
        Git git = new Git(rides);
        assertThat(git.run("fsck", "--strict")).doesNotContain("error", "warning", "dangling");
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(git.run("rev-list", "--count", "HEAD")).isEqualTo("1");
        assertThat(git.run("rev-parse", "refs/gradus/base/" + lock.base())).isEqualTo(lock.base());
        assertThat(git.run("ls-files", "-s", "run.sh")).startsWith("100755");
    }

    @Test
    void theWorkTreeIsWhatACheckoutWouldLeave() throws Exception {
        Path rides = folder.resolve("rides");
        Scaffold.of(render).into(rides);
        Git git = new Git(rides);
        git.run("rm", "-rfq", "--cached", ".");
        git.run("add", "-A");
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(Files.readString(rides.resolve("run.cmd"))).contains("\r\n");
    }

    @Test
    void anExistingFolderIsRefusedAndLeftAsItWas() throws Exception {
        Path rides = Files.createDirectory(folder.resolve("rides"));
        Files.writeString(rides.resolve("mine.txt"), "mine");
        assertRefused(rides, "exists already");
        assertThat(rides.toFile().list()).containsExactly("mine.txt");
    }

    @Test
    void aFileOrALinkInPlaceOfTheFolderIsRefused() throws Exception {
        Files.writeString(folder.resolve("file"), "mine");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertRefused(folder.resolve("file"), "exists already");
        assertRefused(folder.resolve("link"), "exists already");
    }

    @Test
    void anEmptyFolderIsTaken() throws Exception {
        Path rides = Files.createDirectory(folder.resolve("rides"));
        Scaffold.of(render).into(rides);
        assertThat(rides.resolve("README.md")).exists();
    }

    @Test
    void missingParentsAreMade() {
        Path rides = folder.resolve("a/b/rides");
        Scaffold.of(render).into(rides);
        assertThat(rides.resolve("README.md")).exists();
        assertThat(folder.resolve("a/b").toFile().list()).containsExactly("rides");
    }

    @Test
    void aParentThatIsAFileIsRefused() throws Exception {
        Files.writeString(folder.resolve("file"), "mine");
        assertRefused(folder.resolve("file/rides"), "is no folder that you may write to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "a:b", "rides.", ".git"})
    void aNameThatIsNoPathEverywhereIsRefused(String name) {
        assertThatThrownBy(() -> Scaffold.of(render).into(folder.resolve(name))).isInstanceOf(BadInput.class);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9})
    void aFullDiskLeavesNothingBehind(int filesThatFit) {
        AtomicInteger left = new AtomicInteger(filesThatFit);
        Disk full = (path, bytes) -> {
            if (left.getAndDecrement() == 0) {
                throw new IOException("No space left on device");
            }
            Disk.REAL.write(path, bytes);
        };
        assertThatThrownBy(() -> Scaffold.of(render).on(full).into(folder.resolve("a/rides")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9})
    void aTerminatedProgramLeavesNothingBehind(int files) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowScaffold.class.getName(),
                        folder.resolve("a/rides").toString(),
                        String.valueOf(files),
                        "slow")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('!');
        // SIGTERM runs the same hooks as the SIGINT of Ctrl-C.
        process.destroy();
        assertThat(process.waitFor()).isNotZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAKilledProgramLeftIsRemovedByTheNext() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path stale = Files.createDirectories(folder.resolve(".gradus-new-" + gone.pid() + "/deep"));
        Files.writeString(stale.resolve("file"), "left");
        Scaffold.of(render).into(folder.resolve("rides"));
        assertThat(folder.toFile().list()).containsExactly("rides");
    }

    @Test
    void theUsersConfigurationDoesNotSpoilTheRepository() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(
                home.resolve(".gitconfig"),
                "[core]\n\tautocrlf = true\n\tfilemode = false\n[commit]\n\tgpgsign = true\n[user]\n\tname = Ada\n\temail = ada@example.com\n[init]\n\tdefaultBranch = trunk\n");
        assertThat(scaffoldAt(home)).isZero();
        Git git = new Git(folder.resolve("rides"));
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(git.run("-c", "core.autocrlf=true", "status", "--porcelain")).isEmpty();
        assertThat(git.run("log", "-1", "--format=%an %ae %D")).isEqualTo("Ada ada@example.com HEAD -> trunk");
    }

    @Test
    void noHomeIsNeeded() throws Exception {
        assertThat(scaffoldAt(folder.resolve("nowhere"))).isZero();
        assertThat(new Git(folder.resolve("rides")).run("log", "-1", "--format=%s"))
                .isEqualTo("feat: scaffold rides at stage adhoc");
        assertThat(folder.toFile().list()).containsExactly("rides");
    }

    private int scaffoldAt(Path home) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                SlowScaffold.class.getName(),
                folder.resolve("rides").toString(),
                "-1");
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        return builder.inheritIO().start().waitFor();
    }

    private void assertRefused(Path target, String message) {
        assertThatThrownBy(() -> Scaffold.of(render).into(target))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
    }
}
