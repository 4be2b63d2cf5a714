package dev.gradus.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceRulesTest {
    private static final String RUN = "mlflow-artifacts:/1/r1/artifacts";
    private static final String MODEL = "mlflow-artifacts:/1/models/m-1/artifacts";

    private final SourceRules rules = new SourceRules(
            id -> Optional.ofNullable(Map.of("r1", RUN, "local", "file:///srv/runs/local/artifacts")
                    .get(id)),
            id -> Optional.ofNullable(Map.of("m-1", MODEL).get(id)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                RUN,
                RUN + "/model",
                RUN + "//model/",
                "mlflow-artifacts:/1/r%31/artifacts/model",
                "runs:/r1/model",
                "models:/rides/3",
                "s3://bucket/anything",
                "dbfs:/model"
            })
    void aRunsOwnArtefactsAndOtherStoresAreSources(String source) {
        assertThatCode(() -> rules.checkOfRun(source, "r1")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RUN + "/../../r2/artifacts",
                RUN + "/%2e%2e/x",
                RUN + "/%252e%252e/x",
                RUN + "/a%2f..%2fb",
                RUN + "/./model",
                RUN + "/model%00",
                "s3://bucket/a/../b",
                "s3://bucket",
                "runs:/"
            })
    void aSourceThatClimbsIsRefused(String source) {
        assertThatThrownBy(() -> rules.checkOfRun(source, "r1"))
                .hasMessageContaining("without relative path references");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow-artifacts:/1/r2/artifacts/model",
                RUN + "x/model",
                "mlflow-artifacts:/1",
                "mlflow-artifacts:/1/r1%2fartifacts",
                "runs:/r2/model",
                "runs://host/r1/model",
                "models:/m-1",
                "models://host/rides/3",
                "models:/a/b/c"
            })
    void whatIsNotTheRunsIsRefused(String source) {
        assertThatThrownBy(() -> rules.checkOfRun(source, "r1"))
                .hasMessageContaining("must identify the resource that contains the source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "etc/passwd", "file:///etc/passwd", "file:/etc/passwd", ""})
    void aLocalPathIsRefusedWithOrWithoutARun(String source) {
        assertThatThrownBy(() -> rules.checkOfRun(source, "")).hasMessageContaining("To use a local path");
        assertThatThrownBy(() -> rules.checkOfRun(source, "r1")).hasMessageContaining("To use a local path");
        assertThatThrownBy(() -> rules.checkOfRun(source, "nobody's"))
                .hasMessageContaining("must identify the resource");
    }

    @Test
    void aLocalPathBelowTheRunsOwnLocalArtefactsIsASource() {
        assertThatCode(() -> rules.checkOfRun("/srv/runs/local/artifacts/model", "local"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.checkOfRun("/srv/runs/local/artifacts/../../other", "local"))
                .hasMessageContaining("To use a local path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://elsewhere/model", "file://10.0.0.1/etc/passwd"})
    void aFileOnAnotherHostIsRefused(String source) {
        assertThatThrownBy(() -> rules.checkOfRun(source, "r1")).hasMessageContaining("not a valid remote uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://host/x", "HTTPS://host/x", "ftp://host/x", "hdfs://host/x", "mlflow-artifacts://host/x"})
    void aHostThatTheSourceNamesIsRefused(String source) {
        assertThatThrownBy(() -> SourceRules.checkHost(source)).hasMessageContaining("'source' cannot use the");
    }

    @Test
    void aLoggedModelsOwnArtefactsAreItsSource() {
        assertThatCode(() -> rules.checkOfModel("models:/m-1", "m-1")).doesNotThrowAnyException();
        assertThatCode(() -> rules.checkOfModel(MODEL, "m-1")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"models:/m-2", RUN, "runs:/r1/model"})
    void whatIsNotTheLoggedModelsIsRefused(String source) {
        assertThatThrownBy(() -> rules.checkOfModel(source, "m-1"))
                .hasMessageContaining("The model_id request parameter must identify");
    }

    @Test
    void aPromptHasNoArtefacts() {
        assertThatCode(() -> SourceRules.checkPrompt("prompt-template")).doesNotThrowAnyException();
        assertThatThrownBy(() -> SourceRules.checkPrompt("/etc/passwd")).hasMessageContaining("Invalid prompt source");
    }

    /** However it is written, a served source that passes is inside the run's artefacts once it is decoded. */
    @Property
    void whatPassesStaysInside(@ForAll @NotBlank String tail) {
        String source = RUN + "/" + tail;
        Assume.that(passes(source));

        Location decoded = Location.of(Location.decode(source));
        Path path = Path.of(decoded.path()).normalize();

        assertThat(path).startsWithRaw(Path.of("/1/r1/artifacts"));
    }

    private boolean passes(String source) {
        try {
            rules.checkOfRun(source, "r1");
            return true;
        } catch (MlflowProblem refused) {
            return false;
        }
    }
}
