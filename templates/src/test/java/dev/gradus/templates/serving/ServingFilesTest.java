package dev.gradus.templates.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the stage automated brings for serving. */
class ServingFilesTest {

    @Test
    void theServerComesWithItsLogAndItsTargets() {
        assertThat(tree("automated").paths())
                .contains(
                        "serving/pom.xml",
                        "serving/to-tar",
                        "serving/src/main/java/dev/gradus/serving/Routes.java",
                        "serving/src/test/java/dev/gradus/serving/ServingTest.java",
                        "kit/src/main/java/dev/gradus/kit/predictions/PredictionLog.java",
                        "mk/31-serving.mk",
                        "docs/serving.md");
        assertThat(tree("managed").paths()).noneMatch(path -> path.contains("serving") || path.contains("predictions"));
    }

    @Test
    void theTeamsCodeStaysAsItWas() {
        FileTree before = tree("managed");
        FileTree after = tree("automated");

        assertThat(before.paths())
                .filteredOn(path -> path.startsWith("model/"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(after.file(path)).isEqualTo(before.file(path)));
    }

    private static FileTree tree(String stage) {
        return new Renderer()
                .render(
                        Packs.builtIn().named("taxi-duration"),
                        Stage.named(stage),
                        Map.of("name", "served-rides", "team", "mobility"))
                .tree();
    }
}
