package dev.gradus.maturity.collect.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.collect.PlannedTree;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelinesTest {

    private static final String WORKFLOW = ".github/workflows/ci.yml";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "push                                           => PUSH BRANCH",
                "[push, pull_request]                           => PUSH BRANCH CHANGE",
                "{push: {branches: [main]}, merge_group: }      => PUSH CHANGE",
                "{push: {branches: [feature/**]}}               => BRANCH",
                "{push: {branches: ['ma*']}}                    => PUSH",
                "{push: {branches-ignore: [main]}}              => BRANCH",
                "{push: {tags: ['v*']}}                         => TAG",
                "{push: {branches: [main], tags: ['v*']}}       => PUSH TAG",
                "{pull_request: {branches: [releases/*]}}       => BRANCH",
                "{pull_request: {types: [labeled]}}             => MANUAL",
                "{pull_request: {types: [closed]}}              => PUSH",
                "workflow_dispatch                              => MANUAL",
                "[issue_comment]                                => MANUAL",
                "{schedule: [{cron: '0 3 * * 1'}]}              => SCHEDULE",
                "{repository_dispatch: {types: [drift]}}        => EVENT",
                "{workflow_run: {workflows: [ci]}}              => UPSTREAM",
                "workflow_call                                  => ''",
            })
    void eventsOfGitHubAreTriggers(String on, String triggers) {
        Job job =
                workflow("on: " + on + "\njobs: {a: {steps: [{run: make}]}}\n").get("a");

        assertThat(job.triggers()).containsExactlyInAnyOrderElementsOf(named(triggers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "false                                                                    => ''",
                "${{ false }}                                                             => ''",
                "always() && false                                                        => ''",
                "success()                                                                => PUSH CHANGE MANUAL",
                "github.event_name == 'push'                                              => PUSH",
                "github.event_name != 'pull_request'                                      => PUSH MANUAL",
                "github.event_name == 'workflow_dispatch'                                 => MANUAL",
                "github.event_name == 'push' || github.event_name == 'workflow_dispatch'  => PUSH MANUAL",
                "github.ref == 'refs/heads/main'                                          => PUSH MANUAL",
                "github.ref == 'refs/heads/main' && github.event_name == 'push'           => PUSH",
                "(github.ref == 'refs/heads/main' && (github.event_name == 'push'))       => PUSH",
                "github.ref == 'refs/heads/old'                                           => MANUAL",
                "startsWith(github.ref, 'refs/tags/v')                                    => MANUAL",
                "inputs.train                                                             => MANUAL",
            })
    void conditionsLeaveFewerTriggers(String condition, String triggers) {
        String on = "on: {push: {branches: [main]}, pull_request: , workflow_dispatch: }\n";
        Job byJob = workflow(on + "jobs: {a: {if: \"" + condition + "\", steps: [{run: make}]}}\n")
                .get("a");
        Job byStep = workflow(on + "jobs: {a: {steps: [{run: make, if: \"" + condition + "\"}]}}\n")
                .get("a");

        assertThat(byJob.triggers()).containsExactlyInAnyOrderElementsOf(named(triggers));
        assertThat(byStep.steps().get(0).triggers()).isEqualTo(byJob.triggers());
    }

    @Test
    void stepsKnowTheirLinesFolderAndShell() {
        Job job = workflow("""
                on: push
                defaults: {run: {working-directory: model, shell: bash}}
                jobs:
                  a:
                    steps:
                      - uses: actions/checkout@v4
                      - name: test
                        run: |
                          pip install \\
                            -r requirements.txt

                          pytest --junitxml=${{ runner.temp }}/out.xml
                        continue-on-error: true
                      - run: make
                        working-directory: .
                        shell: sh
                """).get("a");

        assertThat(job.steps().get(0).uses()).isEqualTo("actions/checkout@v4");
        assertThat(job.steps().get(1)).satisfies(step -> {
            assertThat(step.script())
                    .containsExactly(
                            new Line("pip install  -r requirements.txt", 9),
                            new Line("pytest --junitxml=$EXPRESSION/out.xml", 12));
            assertThat(step.folder()).isEqualTo("model");
            assertThat(step.tolerated()).isTrue();
            assertThat(step.pipefail()).isTrue();
        });
        assertThat(job.steps().get(2)).satisfies(step -> {
            assertThat(step.folder()).isEmpty();
            assertThat(step.tolerated()).isFalse();
            assertThat(step.pipefail()).isFalse();
        });
    }

    @Test
    void calledWorkflowsAndCompositeActionsAreReadWithWhatTheyInherit() {
        Pipeline pipeline = read(Map.of(
                        WORKFLOW,
                        """
                        on: push
                        jobs:
                          build:
                            steps: [{run: make}]
                          checks:
                            needs: build
                            uses: ./.github/workflows/checks.yml
                          deploy:
                            needs: [checks]
                            environment: {name: production}
                            steps:
                              - uses: ./.github/actions/ship
                              - uses: ./.github/actions/gone
                          later:
                            uses: ./.github/workflows/gone.yml
                        """,
                        ".github/workflows/checks.yml",
                        "on: workflow_call\njobs: {test: {steps: [{run: pytest}]}}\n",
                        ".github/actions/ship/action.yml",
                        "runs:\n  using: composite\n  steps:\n    - run: ./deploy.sh\n      shell: bash\n"))
                .get(WORKFLOW);

        Job deploy = job(pipeline, "deploy");
        assertThat(deploy.environment()).isEqualTo("production");
        assertThat(deploy.steps()).singleElement().satisfies(step -> {
            assertThat(step.path()).isEqualTo(".github/actions/ship/action.yml");
            assertThat(step.script()).containsExactly(new Line("./deploy.sh", 4));
        });
        assertThat(pipeline.before(deploy))
                .extracting(Job::name)
                .containsExactlyInAnyOrder("build", "checks", "checks / test");
        assertThat(job(pipeline, "checks / test").triggers()).containsExactlyInAnyOrder(Trigger.PUSH, Trigger.BRANCH);
        assertThat(pipeline.absent())
                .containsExactlyInAnyOrder(
                        new Pipeline.Absent(".github/actions/gone", WORKFLOW, 13),
                        new Pipeline.Absent(".github/workflows/gone.yml", WORKFLOW, 15));
    }

    @Test
    void aWorkflowThatOnlyOthersCallNeverStartsByItself() {
        Map<String, Pipeline> pipelines =
                read(Map.of(WORKFLOW, "on: workflow_call\njobs: {test: {steps: [{run: pytest}]}}\n"));

        assertThat(job(pipelines.get(WORKFLOW), "test").unattended()).isFalse();
    }

    @Test
    void jobsOfGitLabInheritMergeAndRefer() {
        Pipeline pipeline =
                read(Map.of(".gitlab-ci.yml", """
                        include:
                          - local: /ci/*.yml
                          - local: ci/gone.yaml
                          - template: Security/SAST.gitlab-ci.yml
                        stages: [test, train, deploy]
                        default:
                          before_script: [pip install .]
                        .shared: &shared
                          stage: train
                          allow_failure: true
                        train:
                          <<: *shared
                          extends: .base
                          script:
                            - !reference [.setup, script]
                            - python train.py
                        deploy:
                          stage: deploy
                          needs: [{job: train}]
                          environment: production
                          script: ./deploy.sh
                          after_script: [echo done]
                        """, "ci/test.yml", """
                        .setup:
                          script: [dvc pull]
                        .base:
                          stage: test
                          rules:
                            - if: $CI_PIPELINE_SOURCE == "schedule"
                            - when: manual
                        test:
                          script: |
                            pytest
                            make lint
                        """)).get(".gitlab-ci.yml");

        assertThat(pipeline.jobs()).extracting(Job::name).containsExactly("test", "train", "deploy");
        Job train = job(pipeline, "train");
        assertThat(train.steps().get(0).script())
                .extracting(Line::text)
                .containsExactly("pip install .", "dvc pull", "python train.py");
        assertThat(train.triggers()).containsExactlyInAnyOrder(Trigger.SCHEDULE, Trigger.MANUAL);
        assertThat(train.tolerated()).isTrue();
        assertThat(train.needs()).containsExactly("test");
        Job test = job(pipeline, "test");
        assertThat(test.path()).isEqualTo("ci/test.yml");
        assertThat(test.triggers()).contains(Trigger.PUSH, Trigger.CHANGE).doesNotContain(Trigger.SCHEDULE);
        Job deploy = job(pipeline, "deploy");
        assertThat(deploy.environment()).isEqualTo("production");
        assertThat(pipeline.before(deploy)).extracting(Job::name).containsExactlyInAnyOrder("train", "test");
        assertThat(deploy.steps()).extracting(JobStep::tolerated).containsExactly(false, true);
        assertThat(pipeline.absent()).containsExactly(new Pipeline.Absent("ci/gone.yaml", ".gitlab-ci.yml", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "when: manual                                                               => MANUAL",
                "when: never                                                                => ''",
                "only: [merge_requests]                                                     => CHANGE",
                "only: {refs: [main, schedules]}                                            => PUSH SCHEDULE",
                "except: [tags]                                                             => PUSH CHANGE BRANCH",
                "rules: [{if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'}]                   => PUSH",
                "rules: [{if: '$CI_COMMIT_BRANCH == \"main\"', when: manual}]               => MANUAL",
                "rules: [{if: '$CI_COMMIT_TAG'}]                                            => TAG",
                "rules: [{if: '$CI_PIPELINE_SOURCE == \"merge_request_event\"', when: never}, {if: '$X'}] => PUSH BRANCH TAG",
                "rules: [{when: never}, {if: '$CI_COMMIT_TAG'}]                             => ''",
            })
    void rulesOfGitLabAreTriggers(String rules, String triggers) {
        Pipeline pipeline = read(Map.of(".gitlab-ci.yml", "a:\n  script: [make]\n  " + rules + "\n"))
                .get(".gitlab-ci.yml");

        assertThat(job(pipeline, "a").triggers()).containsExactlyInAnyOrderElementsOf(named(triggers));
    }

    @Test
    void theRulesOfAWorkflowBindItsJobs() {
        Pipeline pipeline = read(Map.of(".gitlab-ci.yml", """
                        workflow: {rules: [{if: '$CI_PIPELINE_SOURCE == "web"'}]}
                        a: {script: [make]}
                        """)).get(".gitlab-ci.yml");

        assertThat(job(pipeline, "a").unattended()).isFalse();
    }

    @Test
    void aScheduleRunsOnTheBranchThatAWorkflowAsksFor() {
        Pipeline pipeline = read(Map.of(".gitlab-ci.yml", """
                        workflow: {rules: [{if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'}]}
                        a: {script: [make], rules: [{if: '$CI_PIPELINE_SOURCE == "schedule"'}]}
                        b: {script: [make]}
                        """)).get(".gitlab-ci.yml");

        assertThat(job(pipeline, "a").triggers()).containsExactly(Trigger.SCHEDULE);
        assertThat(job(pipeline, "b").triggers()).containsExactly(Trigger.PUSH);
    }

    @Test
    void otherServicesAreRecognisedAndTheirCommandsFound() {
        Map<String, Pipeline> pipelines = read(Map.of(
                "Jenkinsfile",
                        "pipeline {\n  steps {\n    sh 'make test'\n    sh '''\n      make train\n    '''\n  }\n}\n",
                "azure-pipelines.yml", "steps:\n  - script: pytest\n",
                ".circleci/config.yml", "jobs:\n  test:\n    steps:\n      - run: {command: pytest}\n",
                "cloudbuild.yaml", "steps:\n  - name: x\n    args: [make, test]\n",
                ".tekton/run.yaml", "spec:\n  steps:\n    - script: make\n"));

        assertThat(pipelines.values()).hasSize(5).allSatisfy(pipeline -> {
            assertThat(pipeline.readable()).isFalse();
            assertThat(pipeline.jobs())
                    .allSatisfy(job -> assertThat(job.unattended()).isFalse());
        });
        assertThat(pipelines.get("Jenkinsfile").jobs())
                .flatExtracting(Job::steps)
                .flatExtracting(JobStep::script)
                .containsExactly(new Line("make test", 3), new Line("make train", 5));
    }

    @Test
    void aFileThatIsNoYamlHasNoJobs() {
        assertThat(read(Map.of(WORKFLOW, "on: [push\njobs: {")).get(WORKFLOW)).satisfies(pipeline -> {
            assertThat(pipeline.jobs()).isEmpty();
            assertThat(pipeline.readable()).isFalse();
        });
    }

    private static Map<String, Job> workflow(String text) {
        Map<String, Job> jobs = new TreeMap<>();
        read(Map.of(WORKFLOW, text)).get(WORKFLOW).jobs().forEach(job -> jobs.put(job.name(), job));
        return jobs;
    }

    private static Map<String, Pipeline> read(Map<String, String> files) {
        Map<String, Pipeline> pipelines = new TreeMap<>();
        Pipelines.read(new TreeText(PlannedTree.ofText(files)))
                .all()
                .forEach(pipeline -> pipelines.put(pipeline.path(), pipeline));
        return pipelines;
    }

    private static Job job(Pipeline pipeline, String name) {
        return pipeline.jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Trigger> named(String triggers) {
        return triggers.isBlank()
                ? Set.of()
                : Set.copyOf(List.of(triggers.strip().split(" ")).stream()
                        .map(Trigger::valueOf)
                        .toList());
    }
}
