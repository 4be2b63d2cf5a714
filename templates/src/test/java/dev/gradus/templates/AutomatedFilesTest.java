package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of the stage automated name is there: targets, executions, paths, alerts and the pages about them. */
class AutomatedFilesTest {

    private static final String MAKE = "(?m)(?:run: |^\\s+- |\\()make ";
    private static final FileTree TREE = tree(Stage.AUTOMATED);

    private static FileTree tree(Stage stage) {
        return new Renderer()
                .render(Packs.builtIn().named("taxi-duration"), stage, Map.of("name", "city-rides", "team", "mobility"))
                .tree();
    }

    @Test
    void theStageChangesThreeFilesAndAddsTheRest() {
        FileTree managed = tree(Stage.MANAGED);

        assertThat(managed.paths())
                .allMatch(TREE::has)
                .filteredOn(path -> !managed.file(path).equals(TREE.file(path)))
                .containsExactly("README.md", "dvc.yaml", "pom.xml");
    }

    @Test
    void everyTargetThatTheServicesCallIsThere() {
        Set<String> called = found(pipelines(), MAKE + "([a-z][a-z-]*)");

        assertThat(called).contains("pipeline", "image", "release", "deploy", "smoke", "rollback", "scan", "alerts");
        assertThat(targets()).containsAll(called);
    }

    @Test
    void everyExecutionThatATargetCallsIsThere() {
        Set<String> called = found(makefiles(), "exec:java@([a-z-]+)");

        assertThat(called).contains("pipeline", "release", "smoke");
        assertThat(found(
                        Stream.of("pom.xml", "model/pom.xml", "serving/pom.xml").filter(TREE::has),
                        "<id>([a-z-]+)</id>"))
                .containsAll(called);
    }

    @Test
    void everyTargetIsOneLine() {
        assertThat(makefiles().map(AutomatedFilesTest::text).flatMap(AutomatedFilesTest::recipes))
                .isNotEmpty()
                .allSatisfy(recipe -> assertThat(recipe.lines()).as(recipe).hasSize(1));
    }

    @Test
    void theServicesCallTheSameCommands() {
        for (String concern : List.of("train", "deliver")) {
            assertThat(found(Stream.of(".gitlab/ci/" + concern + ".yml"), MAKE + "([a-z][a-z-]*(?: ENV=\\w+)?)"))
                    .isEqualTo(found(
                            Stream.of(".github/workflows/" + concern + ".yml"), MAKE + "([a-z][a-z-]*(?: ENV=\\w+)?)"));
        }
        assertThat(found(Stream.of(".gitlab/ci/test.yml"), MAKE + "([a-z][a-z-]*(?: ENV=\\w+)?)"))
                .isEqualTo(found(Stream.of(".github/workflows/ci.yml"), MAKE + "([a-z][a-z-]*(?: ENV=\\w+)?)"));
    }

    @Test
    void actionsOfOthersArePinnedByTheirCommitAndNamedByTheirVersion() {
        Set<String> uses = found(github(), "uses: (.*)");

        assertThat(uses).hasSizeGreaterThan(3).allSatisfy(used -> {
            if (used.startsWith("./")) {
                assertThat(TREE.has(used.substring(2) + "/action.yml")).as(used).isTrue();
            } else {
                assertThat(used).matches("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
            }
        });
    }

    @Test
    void aWorkflowMayReadAndWhatAJobMayBesideStandsInIt() throws IOException {
        for (String path : github().filter(path -> path.contains("/workflows/")).toList()) {
            JsonNode workflow = yaml(path);
            assertThat(workflow.path("permissions").toString()).as(path).isEqualTo("{\"contents\":\"read\"}");
            workflow.path("jobs").forEach(job -> {
                assertThat(job.path("timeout-minutes").isInt()).isTrue();
                assertThat(job.path("permissions").path("contents").asText("read"))
                        .isEqualTo("read");
            });
        }
    }

    @Test
    void nothingIsNeutralised() {
        assertThat(Stream.of(pipelines(), makefiles()).flatMap(paths -> paths))
                .allSatisfy(path -> assertThat(text(path))
                        .doesNotContain("|| true", "continue-on-error", "allow_failure", "TODO", "set +e"));
    }

    @Test
    void everyFileThatAPipelineOrAKustomizationNamesIsThere() throws IOException {
        for (String path : kustomizations().toList()) {
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            JsonNode file = yaml(path);
            for (String key : List.of("resources", "components")) {
                file.path(key).forEach(named -> assertThat(isThere(folder + named.asText()))
                        .as(path + ": " + named)
                        .isTrue());
            }
        }
        assertThat(found(Stream.of(".gitlab-ci.yml"), "local: (.*)")).hasSize(3).allMatch(TREE::has);
        for (JsonNode changed : yaml(".github/workflows/train.yml").at("/on/push/paths")) {
            assertThat(isThere(changed.asText().replace("/**", "")))
                    .as(changed.asText())
                    .isTrue();
        }
    }

    @Test
    void everyManifestIsInAKustomization() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String path : kustomizations().toList()) {
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            yaml(path).path("resources").forEach(each -> named.add(normal(folder + each.asText())));
        }

        assertThat(paths(path -> path.matches("deploy/(base|components|cluster)/.*\\.yaml"))
                        .filter(path -> !path.endsWith("/kustomization.yaml")))
                .hasSizeGreaterThan(10)
                .allMatch(named::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void noEnvironmentBeginsWithARelease(String environment) {
        assertThat(text("deploy/overlays/" + environment + "/release/kustomization.yaml"))
                .contains("digest: sha256:" + "0".repeat(64));
    }

    @Test
    void theClusterGetsTheRulesThatAreTested() throws IOException {
        assertThat(yaml("deploy/components/monitoring/prometheusrule.yaml").at("/spec/groups"))
                .isEqualTo(yaml("monitoring/rules/service.yaml").path("groups"));
    }

    @Test
    void everyAlertIsTestedBothWaysAndHasItsPage() throws IOException {
        String runbook = text("docs/rollback.md");
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : yaml("monitoring/rules/service.yaml").at("/groups/0/rules")) {
            String alert = rule.path("alert").asText();
            alerts.add(alert);
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/rollback.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(expectations(alert)).as(alert).contains(true, false);
        }
        String pages = runbook.substring(runbook.indexOf("# The alerts"));

        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(matches(pages, "(?m)^## (\\w+)$")).isEqualTo(alerts);
    }

    /** Whether tests of the alert expect it to fire, and not to. */
    private static Set<Boolean> expectations(String alert) throws IOException {
        List<Boolean> expected = new ArrayList<>();
        for (JsonNode test : yaml("monitoring/tests/service_test.yaml").path("tests")) {
            for (JsonNode each : test.path("alert_rule_test")) {
                if (each.path("alertname").asText().equals(alert)) {
                    expected.add(!each.path("exp_alerts").isEmpty());
                }
            }
        }
        return Set.copyOf(expected);
    }

    /** Micrometer's names have dots, Prometheus' underscores and a suffix for the kind. */
    @Test
    void theServiceMeasuresWhatTheAlertsAreAbout() {
        String measured = text("serving/src/main/java/dev/gradus/serving/ServingMetrics.java");

        assertThat(found(Stream.of("monitoring/rules/service.yaml"), "\\b((?:model|prediction)_\\w+)\\{"))
                .allSatisfy(name -> assertThat(measured)
                        .contains('"'
                                + name.replaceAll("(_seconds_bucket|_total)$", "")
                                        .replace('_', '.')
                                + '"'));
    }

    @Test
    void theDashboardShowsWhatTheAlertsAreAbout() {
        Set<String> alerting = found(Stream.of("monitoring/rules/service.yaml"), "\\b((?:model|prediction)_\\w+)\\{");

        assertThat(alerting).hasSizeGreaterThan(5);
        assertThat(found(Stream.of("monitoring/grafana/service.json"), "\\b((?:model|prediction)_\\w+)\\{"))
                .containsAll(alerting);
    }

    @Test
    void readersFindEveryPageThatALinkNames() {
        for (String page : List.of("README.md", "docs/delivery.md", "docs/rollback.md")) {
            assertThat(matches(text(page), "\\]\\(([\\w/.-]+)\\)")).allMatch(TREE::has);
        }
    }

    private static Stream<String> github() {
        return paths(path -> path.matches("\\.github/(workflows|actions)/.*\\.yml"));
    }

    private static Stream<String> pipelines() {
        return Stream.concat(github(), paths(path -> path.matches("\\.gitlab-ci\\.yml|\\.gitlab/ci/.*")));
    }

    private static Stream<String> makefiles() {
        return paths(path -> path.endsWith(".mk"));
    }

    private static Stream<String> kustomizations() {
        return paths(path -> path.startsWith("deploy/") && path.endsWith("/kustomization.yaml"));
    }

    private static Set<String> targets() {
        return found(makefiles(), "(?m)^([a-z][a-z-]*):(?!=)");
    }

    /** The lines that a shell gets from each target. */
    private static Stream<String> recipes(String makefile) {
        return Pattern.compile("(?:^\\t.*\\n?)+", Pattern.MULTILINE)
                .matcher(makefile)
                .results()
                .map(found -> found.group().stripTrailing());
    }

    private static Stream<String> paths(Predicate<String> wanted) {
        return TREE.paths().stream().filter(wanted);
    }

    private static boolean isThere(String path) {
        String normal = normal(path);
        return TREE.paths().stream().anyMatch(known -> known.equals(normal) || known.startsWith(normal + "/"));
    }

    private static String normal(String path) {
        return Path.of(path).normalize().toString().replace('\\', '/');
    }

    private static Set<String> found(Stream<String> paths, String pattern) {
        return paths.flatMap(path -> matches(text(path), pattern).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> matches(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String path) {
        return TREE.file(path).orElseThrow().content().text();
    }

    private static JsonNode yaml(String path) throws IOException {
        return new YAMLMapper().readTree(text(path));
    }
}
