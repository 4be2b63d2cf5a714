package dev.gradus.templates.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs that did not come with the program. */
class ChildProcessIT {
    private static final Map<String, Object> ANSWERS = Map.of("name", "rides");

    @TempDir
    Path folder;

    @Test
    void aPackInAFolderRendersAsOneInTheProgram() throws IOException {
        Pack pack = Packs.inFolder(written(TestPacks.files()));
        Render here = new Renderer().render(TestPacks.small(), Stage.MANAGED, ANSWERS);
        Render there = new Renderer().render(pack, Stage.MANAGED, ANSWERS);
        assertThat(pack.builtIn()).isFalse();
        assertThat(Lock.of(there)).isEqualTo(Lock.of(here));
    }

    @Test
    void aMistakeOfTheUserComesBackAsOne() throws IOException {
        Pack pack = Packs.inFolder(written(TestPacks.files()));
        assertThatThrownBy(() -> new Renderer().render(pack, Stage.ADHOC, Map.of("name", "Rides")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the answer name=\"Rides\" does not match");
    }

    @Test
    void aLoopWithoutEndIsEnded() throws IOException {
        assertEnded("[#list 1.. as i][/#list]", new Limits(Duration.ofSeconds(3), 64, 1 << 20), "within 3 s");
    }

    @Test
    void aTemplateThatFillsTheMemoryIsEnded() throws IOException {
        assertEnded(
                "[#assign x = 'xxxxxxxxxx'][#list 1.. as i][#assign x = x + x][/#list]",
                new Limits(Duration.ofMinutes(2), 64, 1 << 20),
                "64 MB of memory");
    }

    @Test
    void outputWithoutEndIsEnded() throws IOException {
        assertEnded(
                "[#list 1..300000 as i]0123456789[/#list]",
                new Limits(Duration.ofMinutes(2), 128, 2 << 20),
                "2 MB of output");
    }

    @Test
    void aRegularExpressionThatNeverEndsIsEnded() throws IOException {
        Map<String, byte[]> files = TestPacks.files();
        files.put(
                "pack.yaml",
                TestPacks.bytes(TestPacks.YAML.replace("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "^((a+)\\\\2?)+b$")));
        Pack pack = Packs.inFolder(written(files));
        Renderer renderer = new Renderer(new Limits(Duration.ofSeconds(3), 64, 1 << 20));
        assertThatThrownBy(() -> renderer.render(pack, Stage.ADHOC, Map.of("name", "a".repeat(40))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("within 3 s");
    }

    @Test
    void aPackThatHoldsALinkIsRefused() throws IOException {
        Path pack = written(TestPacks.files());
        Files.createSymbolicLink(pack.resolve("adhoc/passwd"), Path.of("/etc/passwd"));
        assertThatThrownBy(() -> Packs.inFolder(pack))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("the pack holds the symbolic link");
    }

    @Test
    void aFolderThatIsNoPackIsRefused() {
        assertThatThrownBy(() -> Packs.inFolder(folder.resolve("nowhere")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no pack folder");
        assertThatThrownBy(() -> Packs.inFolder(folder))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("holds no pack.yaml");
    }

    private void assertEnded(String template, Limits limits, String limit) throws IOException {
        Map<String, byte[]> files = TestPacks.files();
        files.put("adhoc/bomb.txt.ftl", TestPacks.bytes(template));
        Pack pack = Packs.inFolder(written(files));
        assertThatThrownBy(() -> new Renderer(limits).render(pack, Stage.ADHOC, ANSWERS))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did not render within")
                .hasMessageContaining(limit);
    }

    private Path written(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve("pack").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder.resolve("pack");
    }
}
