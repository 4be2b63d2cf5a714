package dev.gradus.maturity.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.assess.Explanation;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.collect.PlannedTree;
import dev.gradus.maturity.report.CatalogueReference;
import dev.gradus.maturity.report.FactsReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collectors and the catalogue that Gradus brings, together. */
class StandardIT {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Assess assess = Assess.standard();

    @Test
    void whatHoldsNoModelHoldsNoLevel() {
        Assessment assessment = assess.predict("site", PlannedTree.ofText(Map.of("index.html", "<p>hello</p>")), NOW);

        assertThat(assessment.level().potential()).isNull();
        assertThat(assessment.level().certified()).isNull();
    }

    @Test
    void aScriptInGitIsAdHocAndIsToldItsNextSteps(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), "scikit-learn\n");
        Files.writeString(folder.resolve("train.py"), """
                from sklearn.linear_model import LinearRegression

                LinearRegression().fit([[1.0]], [1.0])
                """);
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("all")
                    .setAuthor("Ann", "ann@example.org")
                    .setSign(false)
                    .call();
        }

        Assessment assessment = assess.assess(folder, NOW);

        assertThat(assessment.level().potential()).isEqualTo(Stage.ADHOC);
        assertThat(assessment.level().certified()).isNull();
        assertThat(assessment.next().stage()).isEqualTo(Stage.MANAGED);
        assertThat(assessment.next().blocking())
                .isNotEmpty()
                .isSubsetOf(assessment.next().missing());
        assertThat(assessment.verdicts())
                .extracting(verdict -> verdict.control())
                .containsExactlyElementsOf(
                        assess.catalogue().controls().stream().map(Control::id).toList());
        for (String control : assessment.next().missing()) {
            Explanation explanation = assess.explain(folder, control, NOW);
            assertThat(explanation.verdict()).isEqualTo(assessment.verdict(control));
            assertThat(explanation.verdict().findings()).isNotEmpty();
        }
    }

    @Test
    void everyControlAndFactHasItsPlaceInTheReference() {
        List<Control> controls = assess.catalogue().controls();

        assertThat(CatalogueReference.markdown(assess.catalogue()))
                .contains(controls.stream()
                        .map(control -> "### `" + control.id() + "`")
                        .toList());
        assertThat(FactsReference.markdown(assess.vocabulary()))
                .contains(assess.vocabulary().types().keySet().stream()
                        .map(name -> "## `" + name + "`")
                        .toList());
    }
}
