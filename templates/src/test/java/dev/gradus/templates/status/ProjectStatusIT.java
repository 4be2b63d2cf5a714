package dev.gradus.templates.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Git;
import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.scaffold.Scaffold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectStatusIT {
    @TempDir
    Path temp;

    private final Packs packs = Packs.of(List.of(TestPacks.small()));

    @BeforeEach
    void scaffold() {
        Scaffold.of(new Renderer().render(TestPacks.small(), Stage.ADHOC, Map.of("name", "rides")))
                .into(rides());
    }

    private Path rides() {
        return temp.resolve("rides");
    }

    @Test
    void aFreshProjectDoesNotDiverge() {
        try (ProjectRepository project = ProjectRepository.open(rides())) {
            ProjectStatus status = ProjectStatus.of(project, packs);
            assertThat(status.stage()).isEqualTo("adhoc");
            assertThat(status.pack()).isEqualTo("small");
            assertThat(status.newest()).isEqualTo("1.0.0");
            assertThat(status.divergences()).isEmpty();
            assertThat(status.uncommitted()).isEmpty();
            assertThat(ProjectDiff.of(project, packs)).isEmpty();
        }
    }

    @Test
    void whatDivergesIsNamedAndTheDiffAppliesToTheBase() throws Exception {
        edit();
        try (ProjectRepository project = ProjectRepository.open(rides())) {
            ProjectStatus status = ProjectStatus.of(project, packs);
            assertThat(status.divergences())
                    .containsExactly(
                            new Divergence("README.md", Divergence.Kind.MODIFIED),
                            new Divergence("mk/10-core.mk", Divergence.Kind.REMOVED),
                            new Divergence("model/new.txt", Divergence.Kind.ADDED),
                            new Divergence("run.sh", Divergence.Kind.MODE));
            assertThat(status.uncommitted()).containsExactly("README.md", "mk/10-core.mk", "run.sh");
            Path patch = temp.resolve("edit.patch");
            Files.writeString(patch, ProjectDiff.of(project, packs));
            Path base = temp.resolve("base");
            Scaffold.of(new Renderer().render(TestPacks.small(), Stage.ADHOC, Map.of("name", "rides")))
                    .into(base);
            new Git(base).run("apply", patch.toString());
            for (String path : List.of("README.md", "model/new.txt")) {
                assertThat(base.resolve(path)).hasSameTextualContentAs(rides().resolve(path));
            }
            assertThat(base.resolve("mk/10-core.mk")).doesNotExist();
            assertThat(base.resolve("run.sh").toFile().canExecute()).isFalse();
        }
    }

    @Test
    void ignoredFilesAreNobodysEdits() throws Exception {
        Files.createDirectories(rides().resolve(".git/info"));
        Files.writeString(rides().resolve(".git/info/exclude"), "build/\n");
        Files.createDirectory(rides().resolve("build"));
        Files.writeString(rides().resolve("build/model.bin"), "weights");
        try (ProjectRepository project = ProjectRepository.open(rides())) {
            assertThat(ProjectStatus.of(project, packs).divergences()).isEmpty();
        }
    }

    private void edit() throws Exception {
        Path readme = rides().resolve("README.md");
        Files.writeString(readme, Files.readString(readme).replace("Nothing", "Something"));
        Files.writeString(rides().resolve("model/new.txt"), "new\n");
        Files.delete(rides().resolve("mk/10-core.mk"));
        assertThat(rides().resolve("run.sh").toFile().setExecutable(false, false))
                .isTrue();
    }
}
