package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessor;
import dev.gradus.maturity.assess.ControlVerdict;
import dev.gradus.maturity.assess.Observation;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.repository.Assess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is reported of pipelines that ran certifies, contradicts and goes stale. */
class AutomatedRunsTest {

    private static final Instant SEEN = SampleProject.BEGAN.plus(Duration.ofDays(1));
    private static final List<String> REPORTERS = List.of("checks", "trainings", "gates", "challenges", "releases");

    private static final Assess ASSESS = Assess.standard();

    @TempDir
    Path folder;

    @BeforeEach
    void copy() {
        SampleProject.copy("python", folder).add("python-automated", "").commit("automated");
    }

    /** A fact as it is reported. */
    private record Reported(String name, Map<String, Object> value) {
        Fact fact() {
            return Fact.of(ASSESS.vocabulary().type(name).orElseThrow(), "rides", value, SEEN, "test", null);
        }
    }

    /**
     * What is reported for one control.
     *
     * @param days after which it is stale
     * @param shows facts that certify it
     * @param contradicts facts that come in the place of the first of those
     */
    private record Report(String control, int days, List<Reported> shows, List<Reported> contradicts) {
        @Override
        public String toString() {
            return control;
        }
    }

    static Stream<Report> reports() {
        return Stream.of(
                new Report(
                        "ci-on-change",
                        14,
                        List.of(
                                new Reported("ci.head", Map.of("commit", "c1", "passed", true)),
                                new Reported("ci.merged", Map.of("commit", "c0", "passed", true))),
                        List.of(new Reported("ci.head", Map.of("commit", "c1", "passed", false)))),
                new Report(
                        "tests-effective",
                        30,
                        List.of(
                                new Reported("test.challenge", Map.of("mutant", "distance is negated", "killed", true)),
                                new Reported(
                                        "test.coverage",
                                        Map.of("name", "rides", "lines", 40L, "covered", 31L, "training", true))),
                        List.of(new Reported(
                                "test.challenge", Map.of("mutant", "distance is negated", "killed", false)))),
                new Report(
                        "pipeline-e2e-tested",
                        30,
                        List.of(new Reported("ci.sample", sample("sha256:1", true))),
                        List.of(new Reported("ci.sample", sample("sha256:1", false)))),
                new Report(
                        "train-automated",
                        60,
                        List.of(new Reported("training.run", training(true, "schedule"))),
                        List.of(new Reported("training.run", training(false, "manual")))),
                new Report(
                        "quality-gate-blocks",
                        90,
                        List.of(
                                new Reported("gate.challenge", Map.of("kind", "shuffled labels", "refused", true)),
                                new Reported("gate.decision", decision(false, false))),
                        List.of(new Reported("gate.challenge", Map.of("kind", "shuffled labels", "refused", false)))),
                new Report(
                        "deploy-automated",
                        90,
                        List.of(new Reported("deployment.done", deployment(true, "upstream"))),
                        List.of(new Reported("deployment.done", deployment(false, "upstream")))));
    }

    private static Map<String, Object> sample(String model, boolean fresh) {
        return Map.of("commit", "c1", "passed", true, "model", model, "metrics", List.of("rmse"), "fresh", fresh);
    }

    private static Map<String, Object> training(boolean service, String cause) {
        return Map.of("run", "r1", "actor", "somebody", "service", service, "cause", cause);
    }

    private static Map<String, Object> decision(boolean accepted, boolean registered) {
        return Map.of("model", "sha256:1", "accepted", accepted, "registered", registered, "checks", 3L);
    }

    private static Map<String, Object> deployment(boolean builtByCi, String cause) {
        return Map.of(
                "environment",
                "production",
                "digest",
                "sha256:1",
                "actor",
                "deploy",
                "pipeline",
                true,
                "cause",
                cause,
                "builtByCi",
                builtByCi);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatNobodyReportsIsUnknown(Report report) {
        assertThat(certified(report.control(), List.of(), List.of("runs"), SEEN))
                .isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatIsReportedCertifies(Report report) {
        assertThat(certified(report.control(), report.shows(), REPORTERS, SEEN)).isEqualTo("PASS");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void afterItsWindowItIsStale(Report report) {
        Instant last = SEEN.plus(Duration.ofDays(report.days()));

        assertThat(certified(report.control(), report.shows(), REPORTERS, last)).isEqualTo("PASS");
        assertThat(certified(report.control(), report.shows(), REPORTERS, last.plusSeconds(1)))
                .isEqualTo("STALE");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aContradictionFails(Report report) {
        List<Reported> facts = new ArrayList<>(report.contradicts());
        facts.addAll(report.shows().subList(1, report.shows().size()));

        assertThat(certified(report.control(), facts, REPORTERS, SEEN)).isEqualTo("FAIL");
    }

    @ParameterizedTest
    @MethodSource("counterfeits")
    void aCounterfeitCertifiesNothing(String control, List<Reported> facts) {
        assertThat(certified(control, facts, REPORTERS, SEEN)).isEqualTo("FAIL");
    }

    static Stream<Arguments> counterfeits() {
        List<Reported> merges =
                new ArrayList<>(List.of(new Reported("ci.head", Map.of("commit", "c9", "passed", true))));
        for (int i = 0; i < 9; i++) {
            merges.add(new Reported("ci.merged", Map.of("commit", "c" + i, "passed", i < 8)));
        }
        return Stream.of(
                Arguments.of("ci-on-change", merges),
                Arguments.of("train-automated", List.of(new Reported("training.run", training(true, "manual")))),
                Arguments.of(
                        "quality-gate-blocks",
                        List.of(
                                new Reported("gate.challenge", Map.of("kind", "shuffled labels", "refused", true)),
                                new Reported("gate.decision", decision(false, true)))),
                Arguments.of("deploy-automated", List.of(new Reported("deployment.done", deployment(true, "manual")))));
    }

    private String certified(String control, List<Reported> reported, List<String> reporters, Instant now) {
        Observation tree = ASSESS.observe(folder, "HEAD", now);
        List<Fact> facts = new ArrayList<>(tree.facts());
        reported.forEach(each -> facts.add(each.fact()));
        SortedMap<String, Instant> reports = new TreeMap<>(tree.reports());
        reporters.forEach(reporter -> reports.put(reporter, now));
        Observation observed =
                new Observation(tree.project(), tree.stage(), tree.subject(), tree.committedAt(), facts, reports);
        ControlVerdict verdict = new Assessor(ASSESS.catalogue())
                .assess(observed, List.of(), now)
                .verdict(control);
        return String.valueOf(verdict.certified());
    }
}
