package dev.gradus.maturity.collect;

import static dev.gradus.maturity.collect.Mutation.java;
import static dev.gradus.maturity.collect.Mutation.python;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.catalogue.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each control is fooled by elsewhere, and is not here. What only runs can show is in {@link HistoryAndRunsTest}. */
class FoolingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource({"javaAttempts", "pythonAttempts"})
    void anAttemptFoolsNobody(Mutation attempt) {
        attempt.check(folder);
    }

    @Test
    void everyControlThatCountsResistsInBothLanguages() {
        assertThat(Mutation.cellsWithout(
                        Stream.concat(javaAttempts(), pythonAttempts()), control -> !control.diagnostic()))
                .isEmpty();
    }

    static Stream<Mutation> javaAttempts() {
        return Stream.of(
                java(
                        "an owner that a template left",
                        project -> project.replace("CODEOWNERS", "@rides-team", "@your-team"),
                        List.of("project-inventoried"),
                        "CODEOWNERS:1 \"@your-team\" is a placeholder, not an owner"),
                java(
                        "an enforcer that is skipped",
                        project -> project.replace(
                                "pom.xml", "<dl4j.version>", "<enforcer.skip>true</enforcer.skip>\n<dl4j.version>"),
                        List.of("deps-pinned"),
                        "pom.xml:28 No rule of the enforcer plugin holds the versions of this build."),
                java(
                        "an enforcer that only warns",
                        project -> project.replace("pom.xml", "<rules>", "<fail>false</fail>\n<rules>"),
                        List.of("deps-pinned"),
                        "pom.xml:27 No rule of the enforcer plugin holds the versions of this build."),
                java(
                        "an enforcer that is skipped by every build",
                        project -> project.write(".mvn/maven.config", "-Denforcer.skip=true\n"),
                        List.of("deps-pinned"),
                        "pom.xml:27 No rule of the enforcer plugin holds the versions of this build."),
                java(
                        "an enforcer that is only managed",
                        project -> project.replace("pom.xml", "<plugins>", "<pluginManagement><plugins>")
                                .replace(
                                        "pom.xml",
                                        "      <plugin>\n        <groupId>org.codehaus",
                                        "</plugins></pluginManagement><plugins>\n<plugin>\n        <groupId>org.codehaus"),
                        List.of("deps-pinned"),
                        "pom.xml:25 No rule of the enforcer plugin holds the versions of this build."),
                java(
                        "training code in a comment",
                        project -> project.replace(
                                TRAIN, "network.fit(split.getTrain());", "// network.fit(split.getTrain());"),
                        List.of("code-versioned", "train-entrypoint"),
                        "- No source file in the tree trains a model; what stands in a notebook does not count."),
                java(
                        "tracking in dead code",
                        project -> project.replace(
                                        TRAIN, "        tracking.parameters(List.of(\"epochs\", \"5\"));\n", "")
                                .replace(TRAIN, "tracking.score(\"rmse\",", "System.out.println(\"rmse\" +")
                                .replace(
                                        TRAIN,
                                        "tracking.score(\"baseline_rmse\",",
                                        "System.out.println(\"baseline_rmse\" +"),
                        List.of("experiments-tracked", "holdout-evaluated"),
                        "src/main/java/com/example/rides/Tracking.java:17 No train command reaches"
                                + " org.mlflow.tracking.MlflowClient.logMetric."),
                java(
                        "a registration that no command reaches",
                        project -> project.replace("pom.xml", REGISTER_EXECUTION, "")
                                .replace("Makefile", REGISTER_TARGET, "")
                                .replace(REGISTER, "main(String[] args)", "publish(String[] args)"),
                        List.of("model-registered"),
                        "src/main/java/com/example/rides/Register.java:10 No command reaches"
                                + " org.mlflow.tracking.MlflowClient.createModelVersion."),
                java(
                        "a manifest that nothing reads",
                        project -> project.replace(TRAIN, "params.yaml", "other.txt"),
                        List.of("data-referenced"),
                        "params.yaml:4 Nothing that a command starts reads this reference to \"data/2021-01.csv\"."),
                java(
                        "a problem to be filled in",
                        project -> project.replace(
                                "docs/problem.md", "The mean duration of all rides, kept", "TODO the mean, kept"),
                        List.of("problem-framed"),
                        "docs/problem.md:7 The section \"The alternative without machine learning\" is still to be filled in."),
                java(
                        "a deployment that only talks",
                        project -> project.write("deploy.sh", "#!/bin/sh\nset -eu\necho deployed\n"),
                        List.of("deploy-described"),
                        "Makefile:9 This make deploys nothing."),
                java(
                        "a train command that starts a stub",
                        project -> project.replace("pom.xml", "com.example.rides.Train<", "com.example.rides.Stub<")
                                .write("src/main/java/com/example/rides/Stub.java", STUB),
                        List.of("train-entrypoint", "experiments-tracked", "data-referenced", "holdout-evaluated"),
                        "pom.xml:50 \"train\" starts a program that trains nothing."),
                java(
                        "a baseline in a comment",
                        project -> project.replace(
                                TRAIN,
                                "        tracking.score(\"baseline_rmse\"",
                                "        // tracking.score(\"baseline_rmse\""),
                        List.of("holdout-evaluated"),
                        "- No code computes a trivial baseline."),
                java(
                        "a key that was committed and removed",
                        project -> removed(project, "src/main/resources/app.properties"),
                        List.of("secrets-absent"),
                        "src/main/resources/app.properties:2 AWS access key, brought by commit "));
    }

    static Stream<Mutation> pythonAttempts() {
        return Stream.of(
                python(
                        "an import that is never called",
                        project -> project.replace(TRAIN_PY, "    with mlflow.start_run():\n", "    if True:\n")
                                .replace(TRAIN_PY, "        mlflow.log_params(model.get_params())\n", "")
                                .replace(TRAIN_PY, "mlflow.log_metric(", "print("),
                        List.of("experiments-tracked", "holdout-evaluated"),
                        "src/rides/train.py mlflow is imported and never called."),
                python(
                        "a lock that no command uses",
                        project -> project.replace("Makefile", "uv run --frozen", "python3 -c 0;")
                                .replace("mk/model.mk", "uv run --frozen ", "")
                                .replace(
                                        ".github/workflows/ci.yml",
                                        "          uv sync --locked\n",
                                        "          pip install .\n")
                                .replace(".github/workflows/ci.yml", "uv run --locked pytest", "pytest")
                                .replace("Dockerfile", " && uv sync --frozen", " && uv pip install -r pyproject.toml"),
                        List.of("deps-pinned"),
                        "uv.lock No command installs from this lock."),
                python(
                        "a baseline in a comment",
                        project -> project.replace(
                                        TRAIN_PY,
                                        "baseline = DummyRegressor().fit(x, y)",
                                        "reference = model  # DummyRegressor() baseline")
                                .replace(TRAIN_PY, "score(baseline,", "score(reference,"),
                        List.of("holdout-evaluated"),
                        "- No code computes a trivial baseline."),
                python(
                        "tracking in a function that nobody calls",
                        project -> project.replace(
                                TRAIN_PY, "    train(parser.parse_args().data)\n", "    parser.parse_args()\n"),
                        List.of("experiments-tracked", "holdout-evaluated", "train-entrypoint"),
                        "src/rides/train.py:24 No train command reaches mlflow.log_params."),
                python(
                        "the train command is a notebook",
                        project -> project.replace(
                                        "Makefile",
                                        "python -m rides.train --data $(DATA)",
                                        "jupyter nbconvert --execute explore.ipynb")
                                .write("explore.ipynb", "{\"cells\": []}"),
                        List.of("train-entrypoint", "experiments-tracked", "data-referenced", "holdout-evaluated"),
                        "Makefile:4 \"train\" runs a notebook."),
                python(
                        "an owner whose address is made up",
                        project -> project.replace("CODEOWNERS", "ana@rides.example", "your.name@example.com"),
                        List.of("project-inventoried"),
                        "CODEOWNERS:2 \"your.name@example.com\" is a placeholder, not an owner"),
                python(
                        "training code in a comment",
                        project -> project.replace(TRAIN_PY, "        model.fit(x, y)", "        # model.fit(x, y)"),
                        List.of("code-versioned", "train-entrypoint"),
                        "- No source file in the tree trains a model; what stands in a notebook does not count."),
                python(
                        "a train command that starts a stub",
                        project -> project.replace("Makefile", "rides.train", "rides.stub")
                                .write("src/rides/stub.py", "import sys\n\nprint(\"trained\", sys.argv[1])\n"),
                        List.of("train-entrypoint", "experiments-tracked", "data-referenced", "holdout-evaluated"),
                        "Makefile:4 \"train\" starts a program that trains nothing."),
                python(
                        "a pickle in git for a version",
                        project -> project.replace(
                                        "mk/model.mk",
                                        "uv run --frozen rides-register --name rides",
                                        "git add rides.pkl")
                                .replace("pyproject.toml", "rides-register = \"rides.register:main\"\n", "")
                                .write("rides.pkl", new byte[] {(byte) 0x80, 4, 0, '.'}),
                        List.of("model-registered", "code-versioned", "adhoc-symptoms"),
                        "src/rides/register.py:9 No command reaches mlflow.register_model."),
                python(
                        "a pointer to what nothing reads",
                        project -> project.replace(TRAIN_PY, "data/rides.parquet", "data/all.parquet"),
                        List.of("data-referenced"),
                        "data/rides.parquet.dvc:2 Nothing that a command starts reads this reference to"
                                + " \"rides.parquet\"."),
                python(
                        "a problem to be filled in",
                        project ->
                                project.replace(ADR, "We judge by the mean", "We judge by [insert metric], the mean"),
                        List.of("problem-framed"),
                        ADR + ":10 The section \"Success\" is still to be filled in."),
                python(
                        "a key that was committed and removed",
                        project -> removed(project, "settings.py"),
                        List.of("secrets-absent"),
                        "settings.py:2 AWS access key, brought by commit "),
                python(
                        "a Dockerfile that starts nothing",
                        project -> project.replace("Dockerfile", "CMD ", "# CMD "),
                        List.of("deploy-described"),
                        "Dockerfile This Dockerfile deploys nothing."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pom.xml          | <project><dependencies><dependency><groupId>org.deeplearning4j</groupId></dependency></dependencies></project>
            requirements.txt | scikit-learn
            """)
    void deletingTheSymptomsEarnsNothing(String build, String text) {
        // Given
        SampleProject project = SampleProject.empty(folder)
                .write(build, text)
                .write("train_v1.ipynb", "{}")
                .write("train_final.ipynb", "{}")
                .write("rides_rmse_5.onnx", new byte[] {8, 0, 1});
        project.commit("by hand");
        Assessment before = project.assess();

        // When
        project.delete("train_v1.ipynb")
                .delete("train_final.ipynb")
                .delete("rides_rmse_5.onnx")
                .commit("tidy");
        Assessment after = project.assess();

        // Then
        SortedMap<String, String> expected = SampleProject.potential(before);
        assertThat(expected.put("adhoc-symptoms", "PASS")).isEqualTo("FAIL");
        assertThat(SampleProject.potential(after)).isEqualTo(expected);
        assertThat(after.level().potential())
                .isEqualTo(before.level().potential())
                .isEqualTo(Stage.ADHOC);
    }

    private static void removed(SampleProject project, String path) {
        project.write(path, "region=eu\nkey=" + KEY + "\n").commit("add");
        project.delete(path);
    }

    private static final String STUB = """
            package com.example.rides;

            public final class Stub {
                public static void main(String[] args) {
                    System.out.println("trained on " + args[0]);
                }
            }
            """;
    /** Put together here, so that no scan of this repository finds a key in it. */
    private static final String KEY = "AKIA" + "Q7ZB2MX4LKD3WPTN";

    private static final String TRAIN = "src/main/java/com/example/rides/Train.java";
    private static final String REGISTER = "src/main/java/com/example/rides/Register.java";
    private static final String TRAIN_PY = "src/rides/train.py";
    private static final String ADR = "docs/adr/0001-predict-durations.md";
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
