package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.Author;
import dev.gradus.templates.scaffold.Scaffold;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the stage automated, judged by the tools that will read them. */
@DisabledOnOs(OS.WINDOWS)
class AutomatedFilesIT {

    @TempDir
    static Path folder;

    private static Path project;

    @BeforeAll
    static void scaffold() {
        project = folder.resolve("city-rides");
        Scaffold.of(new Renderer()
                        .render(
                                Packs.builtIn().named("taxi-duration"),
                                Stage.AUTOMATED,
                                Map.of("name", "city-rides", "team", "mobility")))
                .by(new Author("Una User", "una@example.com"))
                .into(project);
    }

    @Test
    void actionlintFindsNothingInTheWorkflows() throws Exception {
        assertThat(Part.named("GRADUS_ACTIONLINT").run(project, "-oneline")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "vendor.github-workflows, .github/workflows/ci.yml",
        "vendor.github-workflows, .github/workflows/train.yml",
        "vendor.github-workflows, .github/workflows/deliver.yml",
        "custom.github-workflows-require-timeout, .github/workflows/ci.yml",
        "vendor.github-actions, .github/actions/setup/action.yml",
        "vendor.gitlab-ci, .gitlab-ci.yml",
        "vendor.gitlab-ci, .gitlab/ci/test.yml",
        "vendor.gitlab-ci, .gitlab/ci/train.yml",
        "vendor.gitlab-ci, .gitlab/ci/deliver.yml",
        "vendor.renovate, renovate.json",
        "vendor.compose-spec, compose.yaml"
    })
    void theSchemaOfTheToolHolds(String schema, String file) throws Exception {
        String transform = schema.equals("vendor.gitlab-ci") ? "gitlab-ci" : "";
        Part checker = Part.named("GRADUS_CHECK_JSONSCHEMA");

        assertThat(
                        transform.isEmpty()
                                ? checker.run(project, "--builtin-schema", schema, file)
                                : checker.run(project, "--builtin-schema", schema, "--data-transform", transform, file))
                .contains("ok -- validation done");
    }

    @Test
    void thePrometheusToolAcceptsTheRulesAndTheirTestsHold() throws Exception {
        Part promtool = Part.named("GRADUS_PROMTOOL");

        assertThat(promtool.run(project, "check", "rules", "monitoring/rules/service.yaml"))
                .contains("SUCCESS");
        assertThat(promtool.run(project, "test", "rules", "monitoring/tests/service_test.yaml"))
                .contains("SUCCESS");
    }
}
