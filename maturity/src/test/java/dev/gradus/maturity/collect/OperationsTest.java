package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.catalogue.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a project is operated: one edit of a project that passes everything changes exactly what the edit is about. */
class OperationsTest {

    private static final List<String> CONTROLS = List.of(
            "rollback-proven",
            "infra-as-code",
            "data-validated",
            "serving-observed",
            "review-enforced",
            "cross-role-collaboration",
            "deps-scanned");
    private static final String TRAIN = "src/main/java/com/example/rides/Train.java";
    private static final String CHECKS = "src/main/java/com/example/rides/Checks.java";
    private static final String RIDE = "src/main/java/com/example/rides/Ride.java";
    private static final String RESOURCE = "src/main/java/com/example/rides/serving/DurationResource.java";
    private static final String CI = ".github/workflows/ci.yml";

    @TempDir
    Path folder;

    /**
     * @param fails every control that passes no longer
     * @param tells a finding of one of them, as {@code path:line message}
     */
    private record Edit(String name, String project, Consumer<SampleProject> made, List<String> fails, String tells) {
        @Override
        public String toString() {
            return project + ": " + name;
        }
    }

    private static Edit java(String name, Consumer<SampleProject> made, String fails, String tells) {
        return java(name, made, List.of(fails), tells);
    }

    private static Edit java(String name, Consumer<SampleProject> made, List<String> fails, String tells) {
        return new Edit(name, "java", made, fails, tells);
    }

    private static Edit python(String name, Consumer<SampleProject> made, String fails, String tells) {
        return new Edit(name, "python", made, List.of(fails), tells);
    }

    private SampleProject operated(String language) {
        SampleProject project = SampleProject.copy(language, folder).add(language + "-operations", "");
        project.commit("operate");
        return project;
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void everyControlPassesOnTheWholeProject(String language) {
        // When
        SortedMap<String, String> verdicts =
                SampleProject.potential(operated(language).assess(), Stage.AUTOMATED);

        // Then
        assertThat(CONTROLS).allSatisfy(control -> assertThat(verdicts).containsEntry(control, "PASS"));
    }

    @ParameterizedTest
    @MethodSource({"edits", "attempts"})
    void anEditChangesWhatItIsAboutAlone(Edit edit) {
        // Given
        SampleProject project = operated(edit.project());
        SortedMap<String, String> before = SampleProject.potential(project.assess(), Stage.AUTOMATED);

        // When
        edit.made().accept(project);
        project.commit("edit");
        Assessment after = project.assess();

        // Then
        SortedMap<String, String> verdicts = SampleProject.potential(after, Stage.AUTOMATED);
        Set<String> changed = new TreeSet<>(verdicts.keySet());
        changed.removeIf(control -> verdicts.get(control).equals(before.get(control)));
        assertThat(changed).containsExactlyInAnyOrderElementsOf(edit.fails());
        List<String> told = new ArrayList<>();
        edit.fails().forEach(control -> {
            assertThat(verdicts).containsEntry(control, "FAIL");
            told.addAll(SampleProject.findings(after, control));
        });
        assertThat(told).contains(edit.tells());
    }

    static Stream<Edit> edits() {
        return Stream.of(
                java(
                        "no command that goes back",
                        project -> project.replace(
                                "Makefile",
                                "\nrollback: ## to the release before\n\tkubectl rollout undo deployment/rides\n",
                                ""),
                        "rollback-proven",
                        "docs/rollback.md:1 \"Rolling back\" tells how, and no command does it."),
                python(
                        "a rollback that names a missing module",
                        project -> project.replace("Makefile", "rides.rollback", "rides.back"),
                        "rollback-proven",
                        "Makefile:10 \"rollback\" moves nothing back."),
                java(
                        "an overlay that names a missing file",
                        project ->
                                project.replace("deploy/base/kustomization.yaml", "deployment.yaml", "workload.yaml"),
                        "infra-as-code",
                        "deploy/base/kustomization.yaml:4 This kustomize names deploy/base/workload.yaml, which is not in the"
                                + " tree."),
                python(
                        "a module that is not there",
                        project -> project.replace("infra/main.tf", "./service", "./workload"),
                        "infra-as-code",
                        "infra/main.tf:2 This terraform names infra/workload, which is not in the tree."),
                java(
                        "no check of the data",
                        project -> project.replace(TRAIN, "new Checks().check(months.rides(args[0]));", ""),
                        "data-validated",
                        CHECKS + ":14 No command reaches this check by bean-validation."),
                python(
                        "no check of the data",
                        project -> project.replace("src/rides/train.py", "schema.rides.validate(rides)", "rides"),
                        "data-validated",
                        "- No code checks data against a schema."),
                java(
                        "no alert",
                        project -> project.replace("deploy/base/kustomization.yaml", "  - alerts.yaml\n", "")
                                .delete("deploy/base/alerts.yaml"),
                        "serving-observed",
                        "- There is no alert."),
                python(
                        "no metric of invalid predictions",
                        project -> project.replace(
                                "src/rides/serve.py", "        INVALID.inc()\n", "        minutes = 0.0\n"),
                        "serving-observed",
                        "src/rides/serve.py:9 Nothing updates rides_predictions_invalid_total."),
                java(
                        "code that nobody owns",
                        project -> project.replace("CODEOWNERS", "* @rides-team", "/src/main/ @rides-team")
                                .write("tools/Sum.java", "class Sum {}\n"),
                        "review-enforced",
                        "tools/Sum.java CODEOWNERS names an owner for 9 of the 10 files to train; here is one without."),
                python(
                        "a rule of the branch that asks for no approval",
                        project -> project.write(
                                ".github/rulesets/main.json",
                                "{\"enforcement\": \"active\", \"rules\": [\n{\"type\": \"pull_request\", \"parameters\":"
                                        + " {\"required_approving_review_count\": 0}}], \"bypass_actors\": []}"),
                        "review-enforced",
                        ".github/rulesets/main.json:2 This rule asks for no approval."),
                java(
                        "one owner of everything",
                        project -> project.write("CODEOWNERS", "* @rides-team\n"),
                        "cross-role-collaboration",
                        "CODEOWNERS The files to infra have the same owners as all others: @rides-team"),
                python(
                        "no template of requests",
                        project -> project.delete(".github/pull_request_template.md"),
                        "cross-role-collaboration",
                        "- No template asks what a reviewer of another role needs to know."),
                java(
                        "no bot",
                        project -> project.delete("renovate.json"),
                        "deps-scanned",
                        "- Nothing proposes updates, and nothing looks for known flaws."),
                python(
                        "no scan, and a bot for half of the dependencies",
                        project -> project.replace(CI, "      - run: uv run --locked pip-audit\n", "")
                                .write(".github/dependabot.yml", """
                                        version: 2
                                        updates:
                                          - package-ecosystem: pip
                                            directory: /
                                            schedule: {interval: weekly}
                                        """),
                        "deps-scanned",
                        ".github/workflows/ci.yml No bot proposes updates for actions."));
    }

    /** What each control is fooled by elsewhere, and is not here. */
    static Stream<Edit> attempts() {
        return Stream.of(
                java(
                        "a rollback that only prints",
                        project ->
                                project.replace("Makefile", "\tkubectl rollout undo", "\t@echo kubectl rollout undo"),
                        "rollback-proven",
                        "Makefile:16 \"rollback\" moves nothing back."),
                java(
                        "a rollback that only pretends",
                        project -> project.replace(
                                "Makefile", "undo deployment/rides", "undo --dry-run=client deployment/rides"),
                        "rollback-proven",
                        "Makefile:16 \"rollback\" moves nothing back."),
                python(
                        "an alias that is moved in a comment",
                        project -> project.replace(
                                "src/rides/rollback.py", "    client.set_registered", "    # client.set_registered"),
                        "rollback-proven",
                        "Makefile:10 \"rollback\" moves nothing back."),
                java(
                        "an overlay that nobody applies",
                        project -> project.replace("Makefile", "kubectl apply -k", "kubectl kustomize"),
                        List.of("infra-as-code", "serving-observed"),
                        "deploy/overlays/prod/kustomization.yaml No command applies this kustomize."),
                python(
                        "code that is only planned",
                        project -> project.replace("Makefile", "-chdir=infra apply", "-chdir=infra plan"),
                        "infra-as-code",
                        "infra/main.tf No command applies this terraform."),
                java(
                        "a value that is still to be filled in",
                        project -> project.replace(
                                "deploy/base/deployment.yaml",
                                "ghcr.io/rides/rides:1.0.0",
                                "your-registry/rides:1.0.0"),
                        "infra-as-code",
                        "deploy/base/deployment.yaml:10 \"your-registry\" is still to be filled in."),
                java(
                        "limits that no ride exceeds",
                        project -> project.replace(RIDE, "@Positive ", "")
                                .replace(RIDE, "@Max(1440)", "@Min(Long.MIN_VALUE)"),
                        "data-validated",
                        RIDE + ":7 No data can fail \"@Min(Long.MIN_VALUE)\"."),
                java(
                        "a check that is caught",
                        project -> project.replace(
                                        CHECKS, "            if (!validator.validate(ride).isEmpty()) {\n", """
                                                    try {
                                                        validator.validate(ride).isEmpty();
                                                    } catch (RuntimeException e) {
                                        """)
                                .replace(CHECKS, "throw new IllegalArgumentException", "System.out.println"),
                        "data-validated",
                        CHECKS + ":15 What this check by bean-validation finds stops nothing."),
                python(
                        "an expectation that is always true",
                        project -> project.replace("src/rides/schema.py", "pa.Check.ge(0)", "pa.Check(lambda s: True)")
                                .replace(
                                        "src/rides/schema.py",
                                        "pa.Check.in_range(0, 1440)",
                                        "pa.Check.ge(float(\"-inf\"))"),
                        "data-validated",
                        "src/rides/schema.py:6 No data can fail \"ge\"."),
                python(
                        "a check after training",
                        project -> project.replace(
                                        "src/rides/train.py", "    rides = schema.rides.validate(rides)\n", "")
                                .replace(
                                        "src/rides/train.py",
                                        "        baseline = DummyRegressor()",
                                        "        schema.rides.validate(rides)\n        baseline = DummyRegressor()"),
                        "data-validated",
                        "src/rides/train.py:27 No training waits for this check by pandera."),
                python(
                        "a check whose failure is dropped",
                        project -> project.replace(
                                "src/rides/train.py",
                                "    rides = schema.rides.validate(rides)\n",
                                "    try:\n        schema.rides.validate(rides)\n    except Exception:\n        pass\n"),
                        "data-validated",
                        "src/rides/train.py:23 What this check by pandera finds stops nothing."),
                java(
                        "an alert over a metric that nothing shows",
                        project -> project.replace(
                                "deploy/base/alerts.yaml", "rides_predictions_not_finite_total", "some_total"),
                        "serving-observed",
                        "deploy/base/alerts.yaml:9 PredictionsNotFinite watches no metric that the service shows."),
                java(
                        "a runbook that is not there",
                        project -> project.replace("deploy/base/alerts.yaml", "docs/rollback.md", "docs/runbook.md"),
                        "serving-observed",
                        "deploy/base/alerts.yaml:9 PredictionsNotFinite has neither a runbook that is there nor a receiver."),
                java(
                        "a counter that nothing counts with",
                        project -> project.replace(RESOURCE, "notFinite.increment();", "minutes = 0;"),
                        "serving-observed",
                        RESOURCE + ":16 Nothing updates rides.predictions.not.finite."),
                python(
                        "a dashboard alone",
                        project -> project.delete("monitoring/rules/rides.yml")
                                .write(
                                        "monitoring/rides.json",
                                        "{\"schemaVersion\": 39, \"panels\": [{\"title\": \"rides\"}]}"),
                        "serving-observed",
                        "monitoring/rides.json A dashboard wakes nobody."),
                python(
                        "a receiver that tells nobody",
                        project -> project.replace(
                                "monitoring/alertmanager.yml",
                                "    email_configs:\n      - to: rides@rides.example\n",
                                ""),
                        "serving-observed",
                        "monitoring/rules/rides.yml:6 InvalidPredictions has neither a runbook that is there nor a receiver."),
                python(
                        "rules that the monitor does not load",
                        project -> project.replace("monitoring/prometheus.yml", "rules/*.yml", "alerts/*.yaml"),
                        "serving-observed",
                        "monitoring/rules/rides.yml:6 Nothing loads the alert InvalidPredictions."),
                python(
                        "owners in a comment",
                        project -> project.replace("CODEOWNERS", "*  ana@rides.example", "# *  ana@rides.example"),
                        "review-enforced",
                        "src/rides/__init__.py CODEOWNERS names nobody for the files to train."),
                python(
                        "a rule of the branch that its author may set aside",
                        project -> project.write(".github/settings.yml", """
                                branches:
                                  - name: main
                                    protection:
                                      required_pull_request_reviews: {required_approving_review_count: 1}
                                      enforce_admins: false
                                """),
                        "review-enforced",
                        ".github/settings.yml:2 1 may merge without an approval."),
                java(
                        "a bot that is switched off",
                        project -> project.write("renovate.json", "{\"enabled\": false}"),
                        "deps-scanned",
                        "renovate.json:1 renovate does not work: it is switched off"),
                python(
                        "a scan whose failure is ignored",
                        project -> project.replace(CI, "pip-audit", "pip-audit || true"),
                        "deps-scanned",
                        CI + ":10 Nothing follows from this scan by pip-audit: its failure is dropped"),
                python(
                        "a scan that reports and succeeds",
                        project -> project.replace(CI, "uv run --locked pip-audit", "trivy fs ."),
                        "deps-scanned",
                        CI + ":10 Nothing follows from this scan by trivy: it fails on nothing without --exit-code"),
                python(
                        "a scan that may fail",
                        project -> project.replace(CI, "pip-audit\n", "pip-audit\n        continue-on-error: true\n"),
                        "deps-scanned",
                        CI + ":10 Nothing follows from this scan by pip-audit: its failure is allowed"));
    }
}
