package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pipelines do without a person, in two projects that do it all: one edit changes what it is about alone. */
class AutomatedPipelinesTest {

    private static final List<String> CONTROLS = List.of(
            "ci-on-change",
            "tests-effective",
            "pipeline-e2e-tested",
            "train-automated",
            "quality-gate-blocks",
            "deploy-automated");

    private static final String CI = ".github/workflows/ci.yml";
    private static final String TRAIN = ".github/workflows/train.yml";
    private static final String DEPLOY = ".github/workflows/deploy.yml";
    private static final String REGISTER = "src/rides/register.py";
    private static final String TESTS = "tests/test_train.py";
    private static final String GITLAB = ".gitlab-ci.yml";
    private static final String JAVA = "src/main/java/com/example/rides/";

    private static final String CACHED = """
                  - run: make train DATA=data/sample.parquet
                    if: steps.cache.outputs.cache-hit != 'true'
            """;
    private static final String SWALLOWED = """
                try:
                    judge(json.loads(Path("scores.json").read_text()), bounds)
                except Refused as e:
                    print(e)
            """;
    private static final String JUDGED = """
                judge(json.loads(Path("scores.json").read_text()), bounds)
                register_model("runs:/latest/model", name)
            """;
    private static final String OVERWRITTEN = """
                scores = json.loads(Path("scores.json").read_text())
                better = scores["rmse"] < 0.9 * scores["baseline_rmse"]
                better = 1
                if better:
                    register_model("runs:/latest/model", name)
            """;

    @TempDir
    Path folder;

    /**
     * @param fails every control that passes no longer
     * @param tells a finding of one of them, as {@code path:line message}
     */
    private record Mutation(
            String name, String project, Consumer<SampleProject> edit, List<String> fails, String tells) {
        @Override
        public String toString() {
            return project + ": " + name;
        }
    }

    private static Mutation java(String name, Consumer<SampleProject> edit, List<String> fails, String tells) {
        return new Mutation(name, "java", edit, fails, tells);
    }

    private static Mutation python(String name, Consumer<SampleProject> edit, List<String> fails, String tells) {
        return new Mutation(name, "python", edit, fails, tells);
    }

    /** The potential verdicts up to Managed, and those on pipelines. */
    private static SortedMap<String, String> verdicts(Assessment assessment) {
        SortedMap<String, String> verdicts = SampleProject.potential(assessment);
        CONTROLS.forEach(control ->
                verdicts.put(control, assessment.verdict(control).verdict().name()));
        return verdicts;
    }

    private SampleProject whole(String language) {
        SampleProject project = SampleProject.copy(language, folder).add(language + "-automated", "");
        project.commit("automated");
        return project;
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void everyControlPassesOnTheWholeProject(String language) {
        SampleProject project = whole(language);

        Assessment assessment = project.assess();

        assertThat(CONTROLS)
                .allSatisfy(control -> assertThat(verdicts(assessment).get(control))
                        .as(control + " " + SampleProject.findings(assessment, control))
                        .isEqualTo("PASS"));
    }

    @ParameterizedTest
    @MethodSource({"changes", "tests", "samples", "trainings", "gates", "deployments"})
    void anEditChangesWhatItIsAboutAlone(Mutation mutation) {
        // Given
        SampleProject project = whole(mutation.project());
        SortedMap<String, String> before = verdicts(project.assess());

        // When
        mutation.edit().accept(project);
        project.commit("edit");
        Assessment after = project.assess();

        // Then
        SortedMap<String, String> verdicts = verdicts(after);
        Set<String> changed = new TreeSet<>(verdicts.keySet());
        changed.removeIf(control -> verdicts.get(control).equals(before.get(control)));
        List<String> told = new ArrayList<>();
        changed.forEach(control -> told.addAll(SampleProject.findings(after, control)));
        assertThat(changed).as(told.toString()).containsExactlyInAnyOrderElementsOf(mutation.fails());
        assertThat(mutation.fails()).allSatisfy(control -> assertThat(verdicts).containsEntry(control, "FAIL"));
        assertThat(told).contains(mutation.tells());
    }

    @Test
    void aStepThatCanRefuseGuardsTheRegistrationAfterIt() {
        // Given
        String judging = "    judge(json.loads(Path(\"scores.json\").read_text()), bounds)\n";
        SampleProject project = whole("python");
        project.write("src/rides/judge.py", """
                import json
                import sys
                from pathlib import Path

                scores = json.loads(Path("scores.json").read_text())
                better = scores["rmse"] < 0.95 * scores["baseline_rmse"]
                sys.exit(0 if better else 1)
                """)
                .replace(REGISTER, judging, "")
                .replace(CI, "make register", "python -m rides.judge && make register");

        // When
        project.replace(TRAIN, "make register", "make register && python -m rides.judge")
                .commit("too late");
        Assessment late = project.assess();
        project.replace(
                        TRAIN,
                        "make register && python -m rides.judge",
                        "|\n          python -m rides.judge\n          make register")
                .replace(
                        CI,
                        "python -m rides.judge && make register",
                        "|\n          python -m rides.judge\n          make register")
                .commit("in time");
        Assessment inTime = project.assess();

        // Then
        assertThat(verdicts(late)).containsEntry("quality-gate-blocks", "FAIL");
        assertThat(verdicts(inTime)).containsEntry("quality-gate-blocks", "PASS");
    }

    static Stream<Mutation> changes() {
        return Stream.of(
                python(
                        "tests whose failure is turned into a success",
                        project -> project.replace(CI, "--locked pytest", "--locked pytest || true"),
                        List.of("ci-on-change", "tests-effective"),
                        CI + ":12 The job \"test\" passes whether or not its tests do."),
                python(
                        "a job that may fail",
                        project -> project.replace(CI, "  test:\n", "  test:\n    continue-on-error: true\n"),
                        List.of("ci-on-change", "tests-effective"),
                        CI + ":13 The job \"test\" passes whether or not its tests do."),
                python(
                        "an exit code that a pipe hides",
                        project -> project.replace(CI, "--locked pytest", "--locked pytest | tee log"),
                        List.of("ci-on-change", "tests-effective"),
                        CI + ":12 The job \"test\" passes whether or not its tests do."),
                python(
                        "a button",
                        project -> project.replace(
                                CI, "  push:\n    branches: [main]\n  pull_request:\n", "  workflow_dispatch:\n"),
                        List.of("ci-on-change", "tests-effective"),
                        CI + ":10 The job \"test\" tests only when a person starts it, or never."),
                python(
                        "a job that is switched off",
                        project -> project.replace(CI, "  test:\n", "  test:\n    if: ${{ false }}\n"),
                        List.of("ci-on-change", "tests-effective"),
                        CI + ":13 The job \"test\" tests only when a person starts it, or never."),
                python(
                        "changes that nobody tests",
                        project -> project.replace(CI, "  pull_request:\n", ""),
                        List.of("ci-on-change"),
                        "- No proposed change is tested."),
                python(
                        "a pipeline that names what is not there",
                        project -> project.replace(
                                CI,
                                "          uv sync --locked\n",
                                "          uv sync --locked\n          ./scripts/lint.sh\n"),
                        List.of("ci-on-change"),
                        CI + ":12 The pipeline names scripts/lint.sh, which is not in the tree."),
                java(
                        "failures that Maven is told to ignore",
                        project -> project.replace(GITLAB, "mvn -B verify", "mvn -B -fn verify"),
                        List.of("ci-on-change", "tests-effective"),
                        "- No job of a pipeline runs tests."),
                java(
                        "a job that is allowed to fail",
                        project -> project.replace(
                                GITLAB, "test:\n  stage: test\n", "test:\n  stage: test\n  allow_failure: true\n"),
                        List.of("ci-on-change", "tests-effective"),
                        GITLAB + ":7 The job \"test\" passes whether or not its tests do."),
                java(
                        "no pipeline",
                        project -> project.delete(GITLAB),
                        CONTROLS.stream()
                                .filter(control -> !control.equals("quality-gate-blocks"))
                                .toList(),
                        "- No service is told to build and test a change."));
    }

    static Stream<Mutation> tests() {
        return Stream.of(
                python(
                        "a test that prints",
                        project -> project.write(TESTS, "def test_hello():\n    print('Hello')\n"),
                        List.of("tests-effective"),
                        TESTS + " This test asserts nothing, so it cannot fail."),
                python(
                        "a test of what is true anyway",
                        project -> project.write(
                                TESTS,
                                "from rides.features import columns\n\n\ndef test_it():\n    columns({})\n    assert True\n"),
                        List.of("tests-effective"),
                        TESTS + " This test asserts nothing, so it cannot fail."),
                python(
                        "a test that imports and runs nothing",
                        project -> project.write(
                                TESTS, "import rides.train\n\n\ndef test_sum():\n    assert sum([1, 1]) == 2\n"),
                        List.of("tests-effective"),
                        TESTS + " This test runs no code of the project."),
                java(
                        "a test without assertions",
                        project -> project.replace(
                                "src/test/java/com/example/rides/ScoresTest.java",
                                "assertTrue(untrained > new MeanBaseline(rides).rmse(rides));",
                                "System.out.println(untrained); // assertTrue(untrained > 0)"),
                        List.of("tests-effective"),
                        "src/test/java/com/example/rides/ScoresTest.java This test asserts nothing, so it cannot fail."),
                java(
                        "a test of the library",
                        project -> project.write("src/test/java/com/example/rides/ScoresTest.java", """
                                package com.example.rides;

                                class ScoresTest {
                                    @org.junit.jupiter.api.Test
                                    void one() {
                                        org.junit.jupiter.api.Assertions.assertEquals(2, "ab".length());
                                    }
                                }
                                """),
                        List.of("tests-effective"),
                        "src/test/java/com/example/rides/ScoresTest.java This test runs no code of the project."));
    }

    static Stream<Mutation> samples() {
        return Stream.of(
                python(
                        "a model from a cache",
                        project -> project.replace(CI, "      - run: make train DATA=data/sample.parquet\n", CACHED)
                                .replace(TRAIN, "      - run: make register\n", ""),
                        List.of("pipeline-e2e-tested"),
                        CI + ":17 The job \"sample\" leaves training out where a cache has its result."),
                java(
                        "a sample that is trained on and never packaged",
                        project -> project.replace(GITLAB, "    - make register\n", ""),
                        List.of("pipeline-e2e-tested"),
                        "- No job runs data, training, evaluation and packaging one after the other."));
    }

    static Stream<Mutation> trainings() {
        return Stream.of(
                python(
                        "a button",
                        project -> project.replace(TRAIN, "  schedule:\n    - cron: \"17 4 * * 1\"\n", "")
                                .replace(CI, "      - run: make train DATA=data/sample.parquet\n", ""),
                        List.of("train-automated", "pipeline-e2e-tested", "deploy-automated"),
                        TRAIN + ":8 The job \"train\" trains only when a person starts it."),
                python(
                        "a schedule for all but the training",
                        project -> project.replace(
                                        TRAIN,
                                        "      - run: make train\n",
                                        "      - run: make train\n        if: github.event_name == 'workflow_dispatch'\n")
                                .replace(CI, "      - run: make train DATA=data/sample.parquet\n", ""),
                        List.of("train-automated"),
                        TRAIN + ":10 The job \"train\" trains only when a person starts it."),
                java(
                        "training by hand",
                        project -> project.replace(GITLAB, """
                                          rules:
                                            - if: $CI_PIPELINE_SOURCE == "schedule"
                                            - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                                        """, "  when: manual\n")
                                .replace(GITLAB, "    - make train DATA=data/sample.csv\n", ""),
                        List.of("train-automated", "pipeline-e2e-tested"),
                        GITLAB + ":17 The job \"train\" trains only when a person starts it."));
    }

    static Stream<Mutation> gates() {
        return Stream.of(
                python(
                        "no gate",
                        project -> project.replace(
                                REGISTER, "    judge(json.loads(Path(\"scores.json\").read_text()), bounds)\n", ""),
                        List.of("quality-gate-blocks"),
                        REGISTER + ":24 Nothing that can refuse a model stands before mlflow.register_model."),
                python(
                        "a gate behind the registration",
                        project -> project.replace(
                                        REGISTER,
                                        "    judge(json.loads(Path(\"scores.json\").read_text()), bounds)\n",
                                        "")
                                .replace(
                                        REGISTER,
                                        "\", name)\n",
                                        "\", name)\n    judge(json.loads(Path(\"scores.json\").read_text()), bounds)\n"),
                        List.of("quality-gate-blocks"),
                        REGISTER + ":24 Nothing that can refuse a model stands before mlflow.register_model."),
                python(
                        "a refusal that is swallowed",
                        project -> project.replace(
                                REGISTER,
                                "    judge(json.loads(Path(\"scores.json\").read_text()), bounds)\n",
                                SWALLOWED),
                        List.of("quality-gate-blocks"),
                        REGISTER + ":28 Nothing that can refuse a model stands before mlflow.register_model."),
                python(
                        "an outcome that is overwritten",
                        project -> project.replace(REGISTER, JUDGED, OVERWRITTEN),
                        List.of("quality-gate-blocks"),
                        REGISTER + ":28 The outcome of the comparison is overwritten before mlflow.register_model."),
                python(
                        "a condition that always holds",
                        project -> project.replace(
                                REGISTER, "if scores[\"rmse\"] > largest:", "if scores[\"rmse\"] > largest and False:"),
                        List.of("quality-gate-blocks"),
                        REGISTER + ":25 Nothing that can refuse a model stands before mlflow.register_model."),
                python(
                        "a bound that no model misses",
                        project -> project.replace(
                                REGISTER,
                                "    largest = bounds[\"max_rmse_ratio\"] * scores[\"baseline_rmse\"]\n",
                                "    largest = 500\n"),
                        List.of("quality-gate-blocks"),
                        REGISTER
                                + ":15 The bound scores[\"rmse\"] > largest (500) is one that nothing shows a model to miss."),
                python(
                        "a bound that the mean does not miss",
                        project -> project.replace("gates.yaml", "0.95", "1.5"),
                        List.of("quality-gate-blocks"),
                        "gates.yaml:2 The bound max_rmse_ratio (1.5) is one that nothing shows a model to miss."),
                python(
                        "a bound to be filled in",
                        project -> project.replace("gates.yaml", "0.95", "TODO"),
                        List.of("quality-gate-blocks"),
                        "gates.yaml:2 The bound max_rmse_ratio is still to be filled in."),
                java(
                        "a gate that nobody installs",
                        project -> project.delete("src/main/resources/META-INF/services/com.example.rides.Gate"),
                        List.of("quality-gate-blocks"),
                        JAVA + "Register.java:13 Nothing that can refuse a model stands before"
                                + " org.mlflow.tracking.MlflowClient.createModelVersion."),
                java(
                        "a gate that only warns",
                        project -> project.replace(
                                JAVA + "RatioGate.java",
                                "throw new IllegalStateException(\"the model is refused\");",
                                "System.err.println(\"the model is refused\");"),
                        List.of("quality-gate-blocks"),
                        JAVA + "Register.java:13 Nothing that can refuse a model stands before"
                                + " org.mlflow.tracking.MlflowClient.createModelVersion."),
                java(
                        "an outcome that is overwritten on the next line",
                        project -> project.replace(
                                JAVA + "RatioGate.java", "<= most;\n", "<= most;\n        accepted = true;\n"),
                        List.of("quality-gate-blocks"),
                        JAVA + "Register.java:13 Nothing that can refuse a model stands before"
                                + " org.mlflow.tracking.MlflowClient.createModelVersion."),
                java(
                        "a bound that the mean does not miss",
                        project -> project.replace("gates/thresholds.yaml", "0.95", "1.0"),
                        List.of("quality-gate-blocks"),
                        "gates/thresholds.yaml:2 The bound max_rmse_ratio (1.0) is one that nothing shows a model to miss."));
    }

    static Stream<Mutation> deployments() {
        return Stream.of(
                python(
                        "a button",
                        project -> project.replace(
                                DEPLOY,
                                "  workflow_run:\n    workflows: [train]\n    types: [completed]\n",
                                "  workflow_dispatch:\n"),
                        List.of("deploy-automated"),
                        DEPLOY + ":10 The job \"deploy\" deploys only when a person starts it."),
                python(
                        "whatever came of the training",
                        project -> project.replace(
                                DEPLOY, "    if: github.event.workflow_run.conclusion == 'success'\n", ""),
                        List.of("deploy-automated"),
                        DEPLOY + ":11 Nothing that can fail has to pass before the job \"deploy\" deploys."),
                java(
                        "a job that waits for nothing",
                        project -> project.replace(
                                GITLAB, "  environment: production\n", "  environment: production\n  needs: []\n"),
                        List.of("deploy-automated"),
                        GITLAB + ":30 Nothing that can fail has to pass before the job \"deploy\" deploys."),
                java(
                        "a failed deployment that passes",
                        project -> project.replace(GITLAB, "    - make deploy\n", "    - make deploy || true\n"),
                        List.of("deploy-automated"),
                        GITLAB + ":29 The job \"deploy\" passes whether or not the deployment does."));
    }
}
