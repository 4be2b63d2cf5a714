package dev.gradus.maturity.collect;

import static dev.gradus.maturity.collect.Mutation.java;
import static dev.gradus.maturity.collect.Mutation.python;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.catalogue.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One edit of a project that passes everything changes exactly the verdicts that the edit is about. */
class MutationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("languages")
    void everyControlPassesOnTheWholeProject(String language) {
        // Given
        SampleProject project = SampleProject.copy(language, folder);

        // When
        Assessment assessment = project.assess();

        // Then
        assertThat(SampleProject.potential(assessment).values()).hasSize(12).containsOnly("PASS");
        assertThat(assessment.level().potential()).isEqualTo(Stage.MANAGED);
        assertThat(assessment.level().certified()).isNull();
    }

    static List<String> languages() {
        return Mutation.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource({"javaMutations", "pythonMutations"})
    void anEditChangesWhatItIsAboutAlone(Mutation mutation) {
        mutation.check(folder);
    }

    @Test
    void everyControlFailsAloneInBothLanguages() {
        assertThat(Mutation.cellsWithout(
                        Stream.concat(javaMutations(), pythonMutations()).filter(Mutation::failsAlone),
                        control -> true))
                .isEmpty();
    }

    static Stream<Mutation> javaMutations() {
        return Stream.of(
                java(
                        "no owner",
                        project -> project.delete("CODEOWNERS"),
                        List.of("project-inventoried"),
                        "- No CODEOWNERS, catalog-info.yaml or <developers> of the pom names an owner."),
                java(
                        "a model in git",
                        project -> project.replace(".gitignore", "models/\n", "")
                                .write("rides.onnx", new byte[] {8, 0, 1}),
                        List.of("adhoc-symptoms", "code-versioned"),
                        "rides.onnx A trained model (onnx, 3 bytes) is kept in git."),
                java(
                        "notebooks by version",
                        project -> project.write("explore_v1.ipynb", "{}").write("explore_final.ipynb", "{}"),
                        List.of("adhoc-symptoms"),
                        "explore_final.ipynb One of several versions kept by hand (\"final\"): see code-versioned and"
                                + " model-registered."),
                java(
                        "nothing that is kept out of git",
                        project -> project.write(".gitignore", ".idea/\n"),
                        List.of("code-versioned"),
                        "- No .gitignore keeps trained models or data out."),
                java(
                        "no rule of the enforcer",
                        project -> project.replace("pom.xml", "<banDynamicVersions/>", ""),
                        List.of("deps-pinned"),
                        "pom.xml:27 No rule of the enforcer plugin holds the versions of this build."),
                java(
                        "a range of versions",
                        project -> project.replace("pom.xml", "<version>2.17.2</version>", "<version>[2,3)</version>"),
                        List.of("deps-pinned"),
                        "pom.xml:21 org.mlflow:mlflow-client takes version [2,3), which moves"),
                java(
                        "a range in a property",
                        project -> project.replace("pom.xml", ">1.0.0-M2.1<", ">[1.0.0-M2,)<"),
                        List.of("deps-pinned"),
                        "pom.xml:9 org.deeplearning4j:deeplearning4j-core takes version [1.0.0-M2,), which moves"),
                java(
                        "a train command that names a missing class",
                        project -> project.replace("pom.xml", "com.example.rides.Train<", "com.example.rides.Trainer<"),
                        List.of("train-entrypoint", "experiments-tracked", "data-referenced", "holdout-evaluated"),
                        "pom.xml:50 The command \"train\" names class com.example.rides.Trainer, which is not in the tree."),
                java(
                        "a train command that names a missing path",
                        project -> project.replace("Makefile", "mvn -q compile exec:java@train", "./bin/train.sh"),
                        List.of("train-entrypoint"),
                        "Makefile:4 The command \"train\" names bin/train.sh, which is not in the tree."),
                java(
                        "a train command that names a missing execution",
                        project -> project.replace("Makefile", "exec:java@train", "exec:java@fit"),
                        List.of("train-entrypoint"),
                        "Makefile:4 The command \"train\" names execution fit, which is not in the tree."),
                java(
                        "parameters that are not recorded",
                        project -> project.replace(
                                TRAIN, "        tracking.parameters(List.of(\"epochs\", \"5\"));\n", ""),
                        List.of("experiments-tracked"),
                        "src/main/java/com/example/rides/Tracking.java:13 No train command reaches"
                                + " org.mlflow.tracking.MlflowClient.logParam."),
                java(
                        "no command that registers",
                        project -> project.delete(REGISTER)
                                .replace("pom.xml", REGISTER_EXECUTION, "")
                                .replace("Makefile", REGISTER_TARGET, ""),
                        List.of("model-registered"),
                        "- No code registers a model as a version."),
                java(
                        "data by its path alone",
                        project -> project.replace("params.yaml", SHA256_LINE, ""),
                        List.of("data-referenced"),
                        "- No file or code names the training data by a version or digest."),
                java(
                        "no data held back",
                        project -> project.replace(
                                TRAIN, "rides.splitTestAndTrain(0.8)", "new SplitTestAndTrain(rides, rides)"),
                        List.of("holdout-evaluated"),
                        "- No code holds data back for testing."),
                java(
                        "no problem",
                        project -> project.delete("docs/problem.md"),
                        List.of("problem-framed"),
                        "- No document says what is predicted, and what for."),
                java(
                        "a key in the tree",
                        project -> project.write("src/main/resources/app.properties", "region=eu\nkey=" + KEY + "\n"),
                        List.of("secrets-absent"),
                        "src/main/resources/app.properties:2 AWS access key"),
                java(
                        "a deployment script that is gone",
                        project -> project.delete("deploy.sh"),
                        List.of("deploy-described"),
                        "Makefile:10 The script names deploy.sh, which is not in the tree."));
    }

    static Stream<Mutation> pythonMutations() {
        return Stream.of(
                python(
                        "no owner",
                        project -> project.delete("CODEOWNERS"),
                        List.of("project-inventoried"),
                        "- No CODEOWNERS, catalog-info.yaml or <developers> of the pom names an owner."),
                python(
                        "notebooks by version",
                        project -> project.write("explore_v1.ipynb", "{}").write("explore_final.ipynb", "{}"),
                        List.of("adhoc-symptoms"),
                        "explore_final.ipynb One of several versions kept by hand (\"final\"): see code-versioned and"
                                + " model-registered."),
                python(
                        "big data in git",
                        project -> project.replace(".gitignore", "/data/*.parquet\n", "")
                                .write("data/rides.csv", new byte[2_000_000]),
                        List.of("code-versioned"),
                        "data/rides.csv 2000000 bytes of data are kept in git."),
                python(
                        "no lock",
                        project -> project.delete("uv.lock"),
                        List.of("deps-pinned"),
                        "- There is no lock file with exact versions and hashes."),
                python(
                        "a dependency that the lock lacks",
                        project -> project.replace(
                                "pyproject.toml", "    \"pandas>=2\",", "    \"pandas>=2\",\n    \"polars\","),
                        List.of("deps-pinned"),
                        "pyproject.toml:9 The lock has no version of polars that this allows."),
                python(
                        "a lock older than the build",
                        project -> project.replace("pyproject.toml", "pandas>=2", "pandas>=2.3"),
                        List.of("deps-pinned"),
                        "pyproject.toml:8 The lock has no version of pandas that this allows."),
                python(
                        "a train command that names a missing module",
                        project -> project.replace("Makefile", "rides.train", "rides.training"),
                        List.of("train-entrypoint", "experiments-tracked", "data-referenced", "holdout-evaluated"),
                        "Makefile:5 The command \"train\" names module rides.training, which is not in the tree."),
                python(
                        "a train command that names a missing path",
                        project -> project.replace("Makefile", "python -m rides.train --data", "./scripts/train.sh"),
                        List.of("train-entrypoint", "experiments-tracked", "data-referenced", "holdout-evaluated"),
                        "Makefile:5 The command \"train\" names scripts/train.sh, which is not in the tree."),
                python(
                        "a trainer without parameters",
                        project -> project.replace(TRAIN_PY, "    parser = argparse.ArgumentParser()\n", "")
                                .replace(
                                        TRAIN_PY,
                                        "    parser.add_argument(\"--data\", default=\"data/rides.parquet\")\n",
                                        "")
                                .replace(TRAIN_PY, "parser.parse_args().data", "\"data/rides.parquet\""),
                        List.of("train-entrypoint"),
                        "Makefile:4 \"train\" takes no parameters."),
                python(
                        "parameters that are not recorded",
                        project -> project.replace(TRAIN_PY, "mlflow.log_params(", "print("),
                        List.of("experiments-tracked"),
                        "- Metrics are recorded, parameters are not."),
                python(
                        "metrics that are not recorded",
                        project -> project.replace(TRAIN_PY, "mlflow.log_metric(", "print("),
                        List.of("experiments-tracked", "holdout-evaluated"),
                        "- Parameters are recorded, metrics are not."),
                python(
                        "a console script of a missing module",
                        project -> project.replace("pyproject.toml", "rides.register:main", "rides.publish:main"),
                        List.of("model-registered"),
                        "src/rides/register.py:9 No command reaches mlflow.register_model."),
                python(
                        "a pointer without a digest",
                        project -> project.replace(
                                "data/rides.parquet.dvc", "md5: 3863d0e317dee0a55c4e59d2ec0eef33", "md5: ''"),
                        List.of("data-referenced"),
                        "data/rides.parquet.dvc:2 \"rides.parquet\" has no digest or fixed revision."),
                python(
                        "no baseline",
                        project -> project.replace(TRAIN_PY, "DummyRegressor().fit(x, y)", "model"),
                        List.of("holdout-evaluated"),
                        "- No code computes a trivial baseline."),
                python(
                        "no alternative",
                        project -> project.replace(ADR, WITHOUT, "None was looked at, so far as is known.\n"),
                        List.of("problem-framed"),
                        "- No document names the alternative without machine learning."),
                python(
                        "a settings file",
                        project -> project.write(".env", "MODE=test\nDB_PASSWORD=" + "hunter" + "22\n"),
                        List.of("secrets-absent"),
                        ".env:2 credential in an environment file"),
                python(
                        "a Dockerfile that copies what is not there",
                        project -> project.replace("Dockerfile", "COPY . .", "COPY app/ ."),
                        List.of("deploy-described"),
                        "Dockerfile:3 The Dockerfile names app/, which is not in the tree."));
    }

    /** Put together here, so that no scan of this repository finds a key in it. */
    private static final String KEY = "AKIA" + "Q7ZB2MX4LKD3WPTN";

    private static final String TRAIN = "src/main/java/com/example/rides/Train.java";
    private static final String REGISTER = "src/main/java/com/example/rides/Register.java";
    private static final String TRAIN_PY = "src/rides/train.py";
    private static final String ADR = "docs/adr/0001-predict-durations.md";
    private static final String WITHOUT =
            "Without machine learning a lookup table of zone pairs would do; a rule per borough is simpler still.\n";
    private static final String SHA256_LINE =
            "    sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n";
    private static final String REGISTER_TARGET =
            "register: ## the trained model as a version\n\tmvn -q compile exec:java@register\n";
    private static final String REGISTER_EXECUTION = """
                      <execution>
                        <id>register</id>
                        <configuration>
                          <mainClass>com.example.rides.Register</mainClass>
                        </configuration>
                      </execution>
            """;
}
