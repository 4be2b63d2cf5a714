package dev.gradus.maturity.assess;

import static dev.gradus.maturity.assess.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment.Fall;
import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What must hold of every assessment, over random observations of a catalogue with checks of every kind. */
class AssessorPropertiesTest {

    private static final List<String> NAMES = List.of("m0", "m1", "m2", "m3", "u0", "u1", "u2");
    private static final List<String> COLLECTORS = List.of("tree", "history", "runs", "drills");

    private static final Catalogue CATALOGUE = staged(Map.of(
            Stage.ADHOC,
            List.of(traitControl("symptoms", "diagnostic: true")),
            Stage.MANAGED,
            List.of(
                    runControl("m0", "core: true"),
                    traitControl("m1", ""),
                    runControl("m2", "applies: {select: [dependency], when: size(dependency) > 0}"),
                    control("m3", "", traitCheck("m3"), check("history", "E3", "change", "size(change) >= 2"))),
            Stage.AUTOMATED,
            List.of(
                    runControl("u0", "core: true"),
                    control(
                            "u1",
                            "window: P5D",
                            traitCheck("u1"),
                            check("runtime", "E3", "run", "run.all(r, r.name != 'u1' || r.good)"),
                            check("runtime", "E4", "drill", "drill.exists(d, d.refused)")),
                    control("u2", "window: P7D", traitCheck("u2"), check("runtime", "E3", "run", "size(run) == 3")))));
    private static final Assessor ASSESSOR = new Assessor(CATALOGUE);

    record Case(Observation observation, List<Waiver> waivers) {
        Assessment at(Instant instant) {
            return ASSESSOR.assess(observation, waivers, instant);
        }

        Case with(List<Fact> facts) {
            return with(facts, observation.reports());
        }

        Case with(List<Fact> facts, SortedMap<String, Instant> reports) {
            return new Case(
                    new Observation(
                            observation.project(),
                            observation.stage(),
                            observation.subject(),
                            observation.committedAt(),
                            facts,
                            reports),
                    waivers);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        // Mostly met, so that the interesting levels come up.
        Arbitrary<List<Fact>> traits = Arbitraries.of(NAMES).set().ofMinSize(3).map(names -> names.stream()
                .map(Samples::trait)
                .toList());
        Arbitrary<List<Fact>> runs = Combinators.combine(
                        Arbitraries.of(NAMES),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))),
                        hours())
                .as(Samples::run)
                .list()
                .ofMaxSize(14);
        Arbitrary<List<Fact>> others = Arbitraries.oneOf(
                        Arbitraries.of(model(), model(), change(3), dependency("d", true, 1)),
                        Combinators.combine(Arbitraries.of(true, false), hours())
                                .as(Samples::drill))
                .list()
                .ofMaxSize(8);
        Arbitrary<SortedMap<String, Instant>> reports = Arbitraries.maps(
                        Arbitraries.of(COLLECTORS),
                        Arbitraries.integers().between(0, 30).map(ago -> NOW.minus(Duration.ofHours(ago))))
                .ofMinSize(2)
                .map(TreeMap::new);
        Arbitrary<List<Waiver>> waivers = Combinators.combine(
                        Arbitraries.of(NAMES),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(1, 2400))
                .as((control, ago, hours) -> new Waiver(
                        control,
                        "reason",
                        "ann",
                        "bob",
                        NOW.minus(Duration.ofHours(ago)),
                        NOW.minus(Duration.ofHours(ago)).plus(Duration.ofHours(hours))))
                .list()
                .ofMaxSize(4);
        return Combinators.combine(traits, runs, others, reports, waivers).as((one, two, three, reported, waived) -> {
            List<Fact> facts = new ArrayList<>(one);
            facts.addAll(two);
            facts.addAll(three);
            Observation all = observed(List.of(), facts);
            return new Case(all, waived).with(facts, reported);
        });
    }

    private static Arbitrary<Duration> hours() {
        return Arbitraries.integers().between(0, 300).map(Duration::ofHours);
    }

    private static int height(@Nullable Stage stage) {
        return stage == null ? -1 : List.of(Stage.values()).indexOf(stage);
    }

    private static boolean notAbove(Assessment one, Assessment other) {
        return height(one.level().potential()) <= height(other.level().potential())
                && height(one.level().certified()) <= height(other.level().certified());
    }

    @Property(tries = 400)
    void withholdingACollectorNeverRaisesALevel(@ForAll("cases") Case some, @ForAll @IntRange(max = 3) int which) {
        String withheld = COLLECTORS.get(which);
        SortedMap<String, Instant> fewer = new TreeMap<>(some.observation().reports());
        fewer.remove(withheld);
        List<Fact> facts = some.observation().facts().stream()
                .filter(fact -> !fact.source().equals(withheld))
                .toList();
        // Without any collector of runtime facts there is no certified level to compare.
        boolean comparable = fewer.containsKey("runs") || fewer.containsKey("drills");

        Assessment before = some.at(NOW);
        Assessment after = some.with(facts, fewer).at(NOW);

        assertThat(height(after.level().potential()))
                .isLessThanOrEqualTo(height(before.level().potential()));
        if (comparable) {
            assertThat(height(after.level().certified()))
                    .isLessThanOrEqualTo(height(before.level().certified()));
        }
    }

    @Property(tries = 400)
    void whatMakesOneMoreControlPassNeverLowersALevel(
            @ForAll("cases") Case some, @ForAll @IntRange(max = 6) int which) {
        List<Fact> facts = new ArrayList<>(some.observation().facts());
        facts.add(trait(NAMES.get(which)));

        assertThat(notAbove(some.at(NOW), some.with(facts).at(NOW))).isTrue();
    }

    @Property(tries = 400)
    void withoutNewFactsALevelNeverRises(
            @ForAll("cases") Case some,
            @ForAll @IntRange(max = 3000) int sooner,
            @ForAll @IntRange(max = 3000) int further) {
        Instant early = NOW.plus(Duration.ofHours(sooner));

        assertThat(notAbove(some.at(early.plus(Duration.ofHours(further))), some.at(early)))
                .isTrue();
    }

    @Property(tries = 200)
    void theOrderOfFactsDoesNotMatter(@ForAll("cases") Case some, @ForAll Random random) {
        List<Fact> shuffled = new ArrayList<>(some.observation().facts());
        Collections.shuffle(shuffled, random);

        assertThat(some.with(shuffled).at(NOW)).isEqualTo(some.at(NOW));
    }

    @Property(tries = 400)
    void theForecastIsTheAssessmentOfThatInstant(@ForAll("cases") Case some) {
        Assessment now = some.at(NOW);
        Stage level = now.level().certified();
        for (Fall fall : now.forecast()) {
            assertThat(later(some, fall.at()).level().certified()).isEqualTo(level);
            Assessment after = later(some, fall.at().plusNanos(1));
            assertThat(after.level().certified()).isEqualTo(fall.level());
            assertThat(after.verdict(fall.control()).certified()).matches(verdict -> !verdict.counts());
            level = fall.level();
        }
        assertThat(later(some, NOW.plus(Duration.ofDays(5000))).level().certified())
                .isEqualTo(level);
    }

    private static Assessment later(Case some, Instant instant) {
        Observation continued = some.observation().continued(CATALOGUE.grace(), NOW, instant);
        return ASSESSOR.assess(continued, some.waivers(), instant);
    }

    @Property(tries = 200)
    void noWaiverOutlivesItsDay(@ForAll("cases") Case some) {
        Instant end = some.waivers().stream()
                .map(Waiver::expiresAt)
                .max(Instant::compareTo)
                .orElse(NOW);

        assertThat(some.at(end.plusNanos(1)).verdicts())
                .noneMatch(verdict -> verdict.verdict() == Verdict.WAIVED || verdict.certified() == Verdict.WAIVED);
    }

    @Property(tries = 200)
    void storedFactsGiveTheSameVerdictsAgain(@ForAll("cases") Case some) {
        Observation stored = AssessmentJson.read(AssessmentJson.write(some.observation()), VOCABULARY);

        assertThat(stored).isEqualTo(some.observation());
        assertThat(ASSESSOR.records(stored, some.waivers(), NOW))
                .isEqualTo(ASSESSOR.records(some.observation(), some.waivers(), NOW));
    }

    @Property(tries = 200)
    void thePotentialLevelDependsOnTheTreeAlone(@ForAll("cases") Case some) {
        List<Fact> tree = some.observation().facts().stream()
                .filter(fact -> fact.source().equals("tree"))
                .toList();

        assertThat(some.with(tree).at(NOW).level().potential())
                .isEqualTo(some.at(NOW).level().potential());
    }

    @Property(tries = 200)
    void everyStepThatBlocksIsMissingAndTogetherTheySuffice(@ForAll("cases") Case some) {
        Assessment now = some.at(NOW);
        List<Fact> facts = new ArrayList<>(some.observation().facts());
        now.next().blocking().forEach(control -> facts.add(trait(control)));

        assertThat(now.next().missing()).containsAll(now.next().blocking());
        if (!now.next().blocking().isEmpty() && some.observation().reports().containsKey("tree")) {
            assertThat(height(some.with(facts).at(NOW).level().potential()))
                    .isGreaterThan(height(now.level().potential()));
        }
    }

    @Property(tries = 100)
    void anAssessmentIsReadBackAsItWasWritten(@ForAll("cases") Case some) {
        assertThat(AssessmentJson.read(AssessmentJson.write(some.at(NOW)))).isEqualTo(some.at(NOW));
    }

    @Property(tries = 20)
    void aFactKeepsItsPlace(@ForAll @IntRange(min = 1) int line) {
        Fact fact = dependency("d", true, line);

        assertThat(AssessmentJson.read(AssessmentJson.write(tree(fact)), VOCABULARY)
                        .facts())
                .containsExactly(fact)
                .first()
                .extracting(Fact::location)
                .isEqualTo(Location.of("pom.xml", line));
    }

    /** Properties over cases that never hold anything would prove nothing. */
    @Property(tries = 1000)
    void theCasesReachEveryLevel(@ForAll("cases") Case some) {
        Assessment now = some.at(NOW);
        Statistics.label("potential").collect(String.valueOf(now.level().potential()));
        Statistics.label("certified").collect(String.valueOf(now.level().certified()));
        Statistics.label("falls").collect(now.forecast().size());
        Statistics.label("waived").collect(now.level().waived());
        for (String level : List.of("null", "adhoc", "managed", "automated")) {
            Statistics.label("potential")
                    .coverage(coverage -> coverage.check(level).percentage(p -> p > 2));
            Statistics.label("certified")
                    .coverage(coverage -> coverage.check(level).percentage(p -> p > 0.3));
        }
        Statistics.label("falls").coverage(coverage -> coverage.check(1).percentage(p -> p > 1));
        Statistics.label("falls").coverage(coverage -> coverage.check(2).count(c -> c > 0));
        Statistics.label("waived").coverage(coverage -> coverage.check(1).percentage(p -> p > 0.3));
    }
}
