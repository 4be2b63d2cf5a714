package dev.gradus.templates.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Git;
import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
