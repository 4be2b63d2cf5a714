package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessor;
import dev.gradus.maturity.assess.Observation;
import dev.gradus.maturity.assess.Verdict;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.repository.Assess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others report of a project in operation certifies it, refutes it, or runs out. */
class RecordedOperationsTest {

    private static final Assess ASSESS = Assess.standard();
    private static final Instant SEEN = SampleProject.BEGAN.plus(Duration.ofDays(2));

    @TempDir
    Path folder;

    private Observation observed;

    @BeforeEach
    void observe() {
        SampleProject project = SampleProject.copy("java", folder).add("java-operations", "");
        project.commit("operate");
        project.write("deploy/base/deployment.yaml", "kind: Deployment\nmetadata: {name: rides}\n")
                .commit("deploy", "olga@rides.example");
        project.replace("src/main/java/com/example/rides/Network.java", "seed(7)", "seed(8)")
                .commit("train");
        observed = ASSESS.observe(folder, "HEAD", SEEN);
    }

    /**
     * @param good facts that certify the control
     * @param bad one that takes the place of the first of them, and refutes it
     */
    private record Recorded(String control, Duration window, List<Fact> good, Fact bad) {
        @Override
        public String toString() {
            return control;
        }
    }

    static Stream<Recorded> recorded() {
        return Stream.of(
                new Recorded("rollback-proven", Duration.ofDays(180), List.of(drill(true, 40)), drill(true, 400)),
                new Recorded("infra-as-code", Duration.ofDays(7), List.of(diff(0)), diff(2)),
                new Recorded("data-validated", Duration.ofDays(30), List.of(poison(true), result(0)), poison(false)),
                new Recorded(
                        "serving-observed",
                        Duration.ofHours(24),
                        List.of(series("rides_predictions_not_finite_total", true), loaded()),
                        series("rides_predictions_not_finite_total", false)),
                new Recorded(
                        "review-enforced",
                        Duration.ofDays(90),
                        List.of(merge("!1", true, SEEN), protection(1)),
                        merge("!1", false, SEEN)),
                new Recorded(
                        "cross-role-collaboration",
                        Duration.ofDays(90),
                        List.of(role("ana", "science"), role("olga", "operations")),
                        role("ana", "operations")),
                new Recorded("deps-scanned", Duration.ofDays(7), List.of(scan(12)), scan(31)));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatNobodyReportsIsUnknown(Recorded recorded) {
        assertThat(certified(recorded.control(), List.of(), false, SEEN)).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatIsReportedCertifies(Recorded recorded) {
        assertThat(certified(recorded.control(), recorded.good(), true, SEEN)).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatContradictsRefutes(Recorded recorded) {
        // Given
        List<Fact> facts = new ArrayList<>(recorded.good());
        facts.set(0, recorded.bad());

        // When
        Verdict verdict = certified(recorded.control(), facts, true, SEEN);

        // Then
        assertThat(verdict).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aCollectorThatSeesNothingRefutesToo(Recorded recorded) {
        assertThat(certified(recorded.control(), List.of(), true, SEEN)).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatWasReportedRunsOut(Recorded recorded) {
        Instant end = SEEN.plus(recorded.window());

        assertThat(certified(recorded.control(), recorded.good(), true, end)).isEqualTo(Verdict.PASS);
        assertThat(certified(recorded.control(), recorded.good(), true, end.plusSeconds(1)))
                .isEqualTo(Verdict.STALE);
    }

    @Test
    void aDrillThatFailedOutweighsAnEarlierOne() {
        Fact failed = fact(
                "rollback.drill",
                "drills",
                Map.of("before", "3", "after", "4", "restored", false, "seconds", 40L, "boundSeconds", 300L),
                SEEN);

        assertThat(certified(
                        "rollback-proven", List.of(at(drill(true, 40), SEEN.minusSeconds(60)), failed), true, SEEN))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aBoundOfHoursIsNone() {
        Fact slow = fact(
                "rollback.drill",
                "drills",
                Map.of("before", "3", "after", "4", "restored", true, "seconds", 7000L, "boundSeconds", 7200L),
                SEEN);

        assertThat(certified("rollback-proven", List.of(slow), true, SEEN)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aMergeBeforeTheLastThirtyIsForgotten() {
        // Given
        List<Fact> merges = new ArrayList<>(List.of(protection(1)));
        IntStream.range(0, 30).forEach(i -> merges.add(merge("!" + (i + 2), true, SEEN.minusSeconds(i))));
        Fact unseen = merge("!1", false, SEEN.minusSeconds(30));

        // When
        merges.add(unseen);
        Verdict after = certified("review-enforced", merges, true, SEEN);
        merges.remove(1);
        Verdict among = certified("review-enforced", merges, true, SEEN);

        // Then
        assertThat(after).isEqualTo(Verdict.PASS);
        assertThat(among).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aBranchThatAsksForNoApprovalRefutesReviews() {
        assertThat(certified("review-enforced", List.of(merge("!1", true, SEEN), protection(0)), true, SEEN))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void anEnvironmentThatWasMendedIsJudgedByItsLatestComparison() {
        assertThat(certified("infra-as-code", List.of(at(diff(2), SEEN.minusSeconds(60)), diff(0)), true, SEEN))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aRunThatTrainedOnWhatFailedRefutesTheChecks() {
        assertThat(certified("data-validated", List.of(poison(true), result(0), result(1)), true, SEEN))
                .isEqualTo(Verdict.FAIL);
    }

    /** The certified verdict when these facts are all that is reported from outside. */
    private Verdict certified(String control, List<Fact> facts, boolean reporting, Instant at) {
        List<Fact> all = new ArrayList<>(observed.facts());
        all.addAll(facts);
        TreeMap<String, Instant> reports = new TreeMap<>(observed.reports());
        reports.put("runs", at);
        if (reporting) {
            StandardCollectors.list().forEach(collector -> reports.put(collector.name(), at));
        }
        Observation observation = new Observation(
                observed.project(), observed.stage(), observed.subject(), observed.committedAt(), all, reports);
        Verdict verdict = new Assessor(ASSESS.catalogue())
                .assess(observation, List.of(), at)
                .verdict(control)
                .certified();
        assertThat(verdict).isNotNull();
        return verdict;
    }

    private static Fact fact(String name, String source, Map<String, Object> value, Instant at) {
        return Fact.of(ASSESS.vocabulary().type(name).orElseThrow(), "rides", value, at, source, null);
    }

    private static Fact at(Fact fact, Instant at) {
        return Fact.of(fact.type(), fact.subject(), fact.value(), at, fact.source(), fact.location());
    }

    private static Fact drill(boolean restored, long seconds) {
        return fact(
                "rollback.drill",
                "drills",
                Map.of("before", "3", "after", "4", "restored", restored, "seconds", seconds, "boundSeconds", 300L),
                SEEN);
    }

    private static Fact diff(long differences) {
        return fact(
                "infra.diff",
                "environments",
                Map.of(
                        "environment",
                        "prod",
                        "definition",
                        "deploy/overlays/prod",
                        "objects",
                        4L,
                        "differences",
                        differences),
                SEEN);
    }

    private static Fact poison(boolean halted) {
        return fact("validation.challenge", "drills", Map.of("poison", "negative distances", "halted", halted), SEEN);
    }

    private static Fact result(long failed) {
        return fact(
                "validation.result",
                "pipelines",
                Map.of("run", "r" + failed, "checks", 3L, "failed", failed, "trained", true),
                SEEN);
    }

    private static Fact series(String metric, boolean serving) {
        return fact(
                "metric.series",
                "monitors",
                Map.of("metric", metric, "version", "4", "serving", serving, "samples", 100L),
                SEEN);
    }

    private static Fact loaded() {
        return fact(
                "alert.loaded",
                "monitors",
                Map.of("alert", "PredictionsNotFinite", "receivers", 1L, "error", ""),
                SEEN);
    }

    private static Fact merge(String id, boolean approved, Instant at) {
        return fact(
                "merge.reviewed",
                "reviews",
                Map.of(
                        "id",
                        id,
                        "author",
                        "ana",
                        "approvers",
                        approved ? List.of("olga") : List.of("ana"),
                        "approvedByOther",
                        approved,
                        "bypassed",
                        false),
                at);
    }

    private static Fact protection(long approvals) {
        return fact(
                "branch.protection",
                "reviews",
                Map.of("branch", "main", "approvals", approvals, "bypassActors", List.of()),
                SEEN);
    }

    private static Fact role(String person, String role) {
        return fact("role.activity", "directory", Map.of("person", person, "role", role, "merge", "!1"), SEEN);
    }

    private static Fact scan(long days) {
        return fact(
                "image.scan",
                "images",
                Map.of("image", "rides", "scanner", "trivy", "criticals", 1L, "oldestCriticalDays", days),
                SEEN);
    }
}
