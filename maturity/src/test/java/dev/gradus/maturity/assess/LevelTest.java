package dev.gradus.maturity.assess;

import static dev.gradus.maturity.assess.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment.Fall;
import dev.gradus.maturity.assess.Assessment.Level;
import dev.gradus.maturity.assess.Assessment.Next;
import dev.gradus.maturity.catalogue.Capability;
import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.fact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String CORE = "core: true";

    private static Assessment assess(Catalogue catalogue, Observation observation, Waiver... waivers) {
        return new Assessor(catalogue).assess(observation, List.of(waivers), NOW);
    }

    private static List<String> others(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> traitControl(prefix + i, ""))
                .toList();
    }

    /** Holds every stage up to that one by one core control each, and {@code passing} of the others of the top one. */
    @ParameterizedTest(name = "{0}: {2} of {1} others held is {3}")
    @CsvSource({
        "MANAGED, 0, 0, true",
        "MANAGED, 1, 0, false",
        "MANAGED, 1, 1, true",
        "MANAGED, 7, 3, false",
        "MANAGED, 7, 4, true",
        "MANAGED, 8, 4, true",
        "AUTOMATED, 9, 4, false",
        "AUTOMATED, 9, 5, true",
        "ORCHESTRATED, 9, 5, false",
        "ORCHESTRATED, 9, 6, true",
        "ORCHESTRATED, 10, 6, false",
        "ORCHESTRATED, 10, 7, true",
        "GOVERNED, 9, 8, false",
        "GOVERNED, 9, 9, true"
    })
    void aStageIsHeldByItsCoreControlsAndItsQuorum(Stage top, int others, int passing, boolean held) {
        Map<Stage, List<String>> controls = new EnumMap<>(Stage.class);
        List<Fact> facts = new ArrayList<>(List.of(model()));
        for (Stage stage : Stage.values()) {
            if (stage != Stage.ADHOC && stage.compareTo(top) <= 0) {
                controls.put(stage, new ArrayList<>(List.of(traitControl("core-" + stage, CORE))));
                facts.add(trait("core-" + stage));
            }
        }
        controls.get(top).addAll(others("other", others));
        IntStream.range(0, passing).mapToObj(i -> trait("other" + i)).forEach(facts::add);

        Stage level = assess(staged(controls), observed(List.of("tree"), facts))
                .level()
                .potential();

        assertThat(level == top).isEqualTo(held);
    }

    @Test
    void aStageIsLostWithAnyCoreControl() {
        Catalogue catalogue = catalogue(
                traitControl("c", CORE), traitControl("d", CORE), traitControl("x", ""), traitControl("y", ""));

        assertThat(assess(catalogue, tree(model(), trait("c"), trait("d"), trait("x")))
                        .level())
                .isEqualTo(new Level(Stage.MANAGED, null, 0));
        assertThat(assess(catalogue, tree(model(), trait("c"), trait("x"), trait("y")))
                        .level())
                .isEqualTo(new Level(Stage.ADHOC, null, 0));
    }

    @Test
    void aStageStandsOnTheOneBelow() {
        Catalogue catalogue = staged(Map.of(
                Stage.MANAGED, List.of(traitControl("m", CORE)), Stage.AUTOMATED, List.of(traitControl("u", CORE))));

        assertThat(assess(catalogue, tree(model(), trait("u"))).level().potential())
                .isEqualTo(Stage.ADHOC);
        assertThat(assess(catalogue, tree(model(), trait("u"), trait("m")))
                        .level()
                        .potential())
                .isEqualTo(Stage.AUTOMATED);
    }

    @Test
    void aStageWithoutControlsCannotBeHeld() {
        Catalogue catalogue = staged(Map.of(
                Stage.MANAGED, List.of(traitControl("m", "")), Stage.ORCHESTRATED, List.of(traitControl("o", ""))));

        Assessment assessment = assess(catalogue, tree(model(), trait("m"), trait("o")));

        assertThat(assessment.level().potential()).isEqualTo(Stage.MANAGED);
        assertThat(assessment.next()).isEqualTo(new Next(Stage.AUTOMATED, List.of(), List.of()));
    }

    @Test
    void whatIsNoMlProjectHoldsNothing() {
        Assessment assessment = assess(catalogue(traitControl("a", "")), all(trait("a")));

        assertThat(assessment.level()).isEqualTo(new Level(null, null, 0));
        assertThat(assessment.level().word()).isEqualTo("none");
        assertThat(assessment.capabilities()).isEmpty();
        assertThat(assessment.verdicts()).hasSize(1);
        assertThat(assessment.next()).isEqualTo(new Next(Stage.ADHOC, List.of(), List.of()));
    }

    @Test
    void everyMlProjectHoldsAdHocWhateverItsControlsSay() {
        Catalogue catalogue = staged(Map.of(Stage.ADHOC, List.of(traitControl("owned", ""))));

        assertThat(assess(catalogue, tree(model())).level().potential()).isEqualTo(Stage.ADHOC);
    }

    @Test
    void aDiagnosticCountsForNothing() {
        Catalogue catalogue = catalogue(traitControl("a", ""), traitControl("symptoms", "diagnostic: true"));

        Assessment assessment = assess(catalogue, tree(model(), trait("a")));

        assertThat(assessment.level().potential()).isEqualTo(Stage.MANAGED);
        assertThat(assessment.capabilities()).containsEntry(Capability.VERSIONING, Stage.MANAGED);
        assertThat(assessment.verdict("symptoms").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(assess(catalogue(traitControl("symptoms", "diagnostic: true")), tree(model(), trait("symptoms")))
                        .level()
                        .potential())
                .isEqualTo(Stage.ADHOC);
    }

    @Test
    void aPreviewCountsFromItsDayOn() {
        Catalogue catalogue = catalogue(traitControl("a", ""), traitControl("soon", CORE + "\npreview: 2026-12-01"));
        Observation observation = all(model(), trait("a"));
        Instant day = Instant.parse("2026-12-01T00:00:00Z");
        Assessor assessor = new Assessor(catalogue);

        assertThat(assessor.assess(observation, List.of(), day).level().potential())
                .isEqualTo(Stage.MANAGED);
        assertThat(assessor.assess(observation, List.of(), day.plusMillis(1))
                        .level()
                        .potential())
                .isEqualTo(Stage.ADHOC);
        assertThat(assessor.assess(observation, List.of(), NOW).forecast())
                .containsExactly(new Fall(day, Stage.ADHOC, "soon"));
    }

    @Test
    void theCertifiedLevelIsNullUntilACollectorOfRuntimeFactsReports() {
        Catalogue catalogue = catalogue(runControl("a", ""));

        assertThat(assess(catalogue, observed(List.of("tree", "history"), List.of(model(), trait("a"))))
                        .level())
                .isEqualTo(new Level(Stage.MANAGED, null, 0));
        assertThat(assess(catalogue, all(model(), trait("a"))).level())
                .isEqualTo(new Level(Stage.MANAGED, Stage.ADHOC, 0));
        assertThat(assess(catalogue, all(model(), trait("a"), run("a", true, DAY)))
                        .level())
                .isEqualTo(new Level(Stage.MANAGED, Stage.MANAGED, 0));
    }

    @Test
    void theWordOfAPotentialLevelHasATilde() {
        assertThat(new Level(Stage.MANAGED, null, 0).word()).isEqualTo("~managed");
        assertThat(new Level(Stage.MANAGED, Stage.ADHOC, 0).word()).isEqualTo("adhoc");
    }

    @Test
    void aCapabilityIsNotRaisedByAStageThatHasNothingOfIt() {
        String data = traitControl("d", "").replace("capability: versioning", "capability: data");
        String testing = traitControl("t", "").replace("capability: versioning", "capability: testing");
        Catalogue catalogue =
                staged(Map.of(Stage.MANAGED, List.of(data), Stage.AUTOMATED, List.of(testing, traitControl("v", ""))));

        Map<Capability, Stage> profile =
                assess(catalogue, tree(model(), trait("d"), trait("t"))).capabilities();

        assertThat(profile)
                .containsEntry(Capability.DATA, Stage.MANAGED)
                .containsEntry(Capability.TESTING, Stage.AUTOMATED)
                .containsEntry(Capability.VERSIONING, Stage.ADHOC)
                .containsEntry(Capability.MONITORING, Stage.ADHOC)
                .hasSize(7);
    }

    @Test
    void theNextStepsAreTheCheapestThatSuffice() {
        Catalogue catalogue = catalogue(
                traitControl("core", CORE).replace("effort: minutes", "effort: days"),
                traitControl("dear", "").replace("effort: minutes", "effort: days"),
                traitControl("fair", "").replace("effort: minutes", "effort: hours"),
                traitControl("cheap", ""),
                traitControl("done", ""));

        Assessment assessment = assess(catalogue, tree(model(), trait("done")));

        assertThat(assessment.next())
                .isEqualTo(new Next(Stage.MANAGED, List.of("cheap", "fair", "core", "dear"), List.of("cheap", "core")));
    }

    @Test
    void aWaiverIsShownWithTheLevel() {
        Catalogue catalogue = catalogue(traitControl("a", ""));
        Waiver waiver = new Waiver("a", "moving house", "ann", "bob", NOW.minus(DAY), NOW.plus(DAY));

        assertThat(assess(catalogue, tree(model()), waiver).level()).isEqualTo(new Level(Stage.MANAGED, null, 1));
    }

    @Test
    void aCoreControlIsNeverWaived() {
        Waiver waiver = new Waiver("a", "moving house", "ann", "bob", NOW.minus(DAY), NOW.plus(DAY));

        assertThat(assess(catalogue(traitControl("a", CORE)), tree(model()), waiver)
                        .level())
                .isEqualTo(new Level(Stage.ADHOC, null, 0));
    }

    @Test
    void aWaiverOfMoreThanNinetyDaysIsWorthNothing() {
        Catalogue catalogue = catalogue(traitControl("a", ""));
        Instant from = NOW.minus(DAY);

        assertThat(assess(
                                catalogue,
                                tree(model()),
                                new Waiver("a", "r", "ann", "bob", from, from.plus(DAY.multipliedBy(90))))
                        .level()
                        .waived())
                .isEqualTo(1);
        assertThat(assess(
                                catalogue,
                                tree(model()),
                                new Waiver(
                                        "a",
                                        "r",
                                        "ann",
                                        "bob",
                                        from,
                                        from.plus(DAY.multipliedBy(90)).plusMillis(1)))
                        .level()
                        .waived())
                .isZero();
    }

    @Test
    void aThirdWaiverInAStageIsWorthNothingEvenWhenAnotherExpires() {
        Catalogue catalogue = catalogue(traitControl("a", ""), traitControl("b", ""), traitControl("c", ""));
        List<Waiver> waivers = List.of(
                new Waiver("a", "r", "ann", "bob", NOW.minus(DAY.multipliedBy(3)), NOW.plus(DAY)),
                new Waiver("b", "r", "ann", "bob", NOW.minus(DAY.multipliedBy(2)), NOW.plus(DAY)),
                new Waiver("c", "r", "ann", "bob", NOW.minus(DAY), NOW.plus(DAY.multipliedBy(9))));
        Assessor assessor = new Assessor(catalogue);

        assertThat(assessor.assess(tree(model()), waivers, NOW).verdicts())
                .extracting(ControlVerdict::verdict)
                .containsExactly(Verdict.WAIVED, Verdict.WAIVED, Verdict.FAIL);
        assertThat(assessor.assess(tree(model()), waivers, NOW.plus(DAY.multipliedBy(2)))
                        .verdicts())
                .extracting(ControlVerdict::verdict)
                .containsOnly(Verdict.FAIL);
    }

    @Test
    void theForecastTellsWhenEachLevelFallsAndWhy() {
        Catalogue catalogue = staged(Map.of(
                Stage.MANAGED,
                List.of(runControl("m", CORE), runControl("x", ""), runControl("y", "")),
                Stage.AUTOMATED,
                List.of(runControl("u", CORE))));
        Observation observation = all(
                model(),
                trait("m"),
                trait("x"),
                trait("y"),
                trait("u"),
                run("m", true, DAY),
                run("x", true, DAY.multipliedBy(8)),
                run("y", true, DAY.multipliedBy(7)),
                run("u", true, DAY.multipliedBy(5)));

        Assessment assessment = assess(catalogue, observation);

        assertThat(assessment.level().certified()).isEqualTo(Stage.AUTOMATED);
        assertThat(assessment.forecast()).containsExactly(new Fall(NOW.plus(DAY.multipliedBy(3)), Stage.ADHOC, "y"));
    }

    @Test
    void theForecastGoesDownStageByStage() {
        Catalogue catalogue = staged(
                Map.of(Stage.MANAGED, List.of(runControl("m", CORE)), Stage.AUTOMATED, List.of(runControl("u", CORE))));
        Observation observation =
                all(model(), trait("m"), trait("u"), run("m", true, DAY), run("u", true, DAY.multipliedBy(5)));

        assertThat(assess(catalogue, observation).forecast())
                .containsExactly(
                        new Fall(NOW.plus(DAY.multipliedBy(5)), Stage.MANAGED, "u"),
                        new Fall(NOW.plus(DAY.multipliedBy(9)), Stage.ADHOC, "m"));
    }
}
