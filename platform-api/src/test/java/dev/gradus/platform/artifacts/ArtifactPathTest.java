package dev.gradus.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactPathTest {
    @Test
    void aRunsArtefactIsInItsExperiment() {
        ArtifactPath path = ArtifactPath.parse("1/4f2a/artifacts/model/data/model.txt");

        assertThat(path).isEqualTo(new ArtifactPath(1, ArtifactPath.Kind.RUN, "4f2a", "model/data/model.txt"));
        assertThat(path.text()).isEqualTo("1/4f2a/artifacts/model/data/model.txt");
        assertThat(path.name()).isEqualTo("model.txt");
        assertThat(path.folders()).containsExactly("1/4f2a/artifacts/model", "1/4f2a/artifacts/model/data");
    }

    @Test
    void aLoggedModelHasItsOwnRoot() {
        ArtifactPath path = ArtifactPath.parse("1/models/m-77/artifacts/MLmodel");

        assertThat(path).isEqualTo(new ArtifactPath(1, ArtifactPath.Kind.MODEL, "m-77", "MLmodel"));
        assertThat(path.root()).isEqualTo("1/models/m-77/artifacts");
    }

    @Test
    void theRootItselfIsAFolder() {
        assertThat(ArtifactPath.parse("1/4f2a/artifacts/").inside()).isEmpty();
        assertThat(ArtifactPath.parse("1/4f2a/artifacts").resolve("a b.txt").text())
                .isEqualTo("1/4f2a/artifacts/a b.txt");
    }

    @Test
    void namesOfAllPeopleAreNames() {
        assertThat(ArtifactPath.parse("1/4f2a/artifacts/模型/größe+1 (2)%.txt").inside())
                .isEqualTo("模型/größe+1 (2)%.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/4f2a/artifacts/../../2/secret/artifacts/a",
                "1/4f2a/artifacts/..",
                "1/4f2a/artifacts/./a",
                "1/4f2a/artifacts/%2e%2e/a",
                "1/4f2a/artifacts/%252e%252e%252fa",
                "1/4f2a/artifacts/%25252e%25252e/a",
                "1/4f2a/artifacts/a%00b",
                "1/4f2a/artifacts/a\0b",
                "1/4f2a/artifacts/a\nb",
                "1/4f2a/artifacts/..\\a",
                "1/4f2a/artifacts/%5c%5chost",
                "1/4f2a/artifacts/C:/windows",
                "1/4f2a/artifacts/a#b",
                "1/4f2a/artifacts/%ff",
                "/1/4f2a/artifacts/a",
                "/etc/passwd",
            })
    void whatWouldLeadElsewhereIsNoPath(String hostile) {
        assertThatThrownBy(() -> ArtifactPath.parse(hostile)).isInstanceOfSatisfying(MlflowProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
            assertThat(problem.message()).isEqualTo("Invalid path");
        });
    }

    @Test
    void anOverLongPathOrNameIsRefused() {
        assertThatThrownBy(() -> ArtifactPath.parse("1/r/artifacts/" + "a".repeat(256)))
                .isInstanceOf(MlflowProblem.class);
        assertThatThrownBy(() -> ArtifactPath.parse("1/r/artifacts/" + "ab/".repeat(1000)))
                .isInstanceOf(MlflowProblem.class);
        assertThat(ArtifactPath.parse("1/r/artifacts/" + "a".repeat(255)).name())
                .hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1/4f2a", "1/4f2a/other/a", "x/4f2a/artifacts/a", "1/4f 2a/artifacts/a", "models/a"})
    void onlyRunsAndLoggedModelsHaveArtefacts(String elsewhere) {
        assertThatThrownBy(() -> ArtifactPath.parse(elsewhere)).isInstanceOf(MlflowProblem.class);
    }

    @Property
    void whateverIsReadNamesNothingAbove(@ForAll String text) {
        try {
            ArtifactPath path = ArtifactPath.parse("1/r/artifacts/" + text);
            assertThat(path.text().split("/")).doesNotContain("..", ".", "");
            assertThat(ArtifactPath.parse(path.text())).isEqualTo(path);
        } catch (MlflowProblem refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
        }
    }
}
