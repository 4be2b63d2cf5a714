package dev.gradus.maturity.assess;

import static dev.gradus.maturity.assess.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.catalogue.Strength;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Duration DAY = Duration.ofDays(1);

    private static ControlVerdict only(Catalogue catalogue, Observation observation, Instant at, Waiver... waivers) {
        return new Assessor(catalogue)
                .assess(observation, List.of(waivers), at)
                .verdicts()
                .get(0);
    }

    private static ControlVerdict only(Catalogue catalogue, Observation observation) {
        return only(catalogue, observation, NOW);
    }

    @Test
    void aCheckOfTheTreePassesForEver() {
        ControlVerdict verdict =
                only(catalogue(traitControl("a", "")), tree(model(), trait("a")), NOW.plus(Duration.ofDays(9999)));

        assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
        assertThat(verdict.certified()).isNull();
        assertThat(verdict.strength()).isEqualTo(Strength.E2);
        assertThat(verdict.observedAt()).isEqualTo(NOW);
        assertThat(verdict.expiresAt()).isNull();
        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void aFailureTellsEachOffenderWhereItLies() {
        String findings = """
                findings:
                  - {each: "dependency.filter(d, !d.pinned)", message: "{name} is not pinned"}
                  - {when: "size(dependency) > 1", message: there are many}
                """;
        Catalogue catalogue = catalogue(
                control("pins", "", check("tree", "E2", "dependency", "dependency.all(d, d.pinned)", findings)));

        ControlVerdict verdict = only(
                catalogue,
                tree(model(), dependency("b", false, 7), dependency("a", false, 3), dependency("c", true, 5)));

        assertThat(verdict.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(verdict.findings())
                .containsExactly(
                        new Finding("pom.xml", 3, "a is not pinned"),
                        new Finding("pom.xml", 7, "b is not pinned"),
                        new Finding(null, null, "there are many"));
    }

    @Test
    void aFailureWithoutAWordGivesTheStatement() {
        assertThat(only(catalogue(traitControl("a", "")), tree(model())).findings())
                .containsExactly(Finding.of("Not shown: It is so."));
    }

    @Test
    void whatNobodyLookedAtIsUnknown() {
        ControlVerdict verdict = only(catalogue(traitControl("a", "")), observed(List.of("runs"), List.of(trait("a"))));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.strength()).isNull();
    }

    @Test
    void aControlDoesNotApplyByItsRule() {
        String applies = "applies: {select: [dependency], when: size(dependency) > 0}";
        Catalogue catalogue = catalogue(traitControl("a", applies));

        assertThat(only(catalogue, all(model())).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(only(catalogue, all(model())).certified()).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(only(catalogue, all(model(), dependency("d", true, 1))).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aRuleWhoseFactsNobodyLookedAtExemptsNobody() {
        String applies = "applies: {select: [dependency], when: size(dependency) > 0}";

        assertThat(only(catalogue(traitControl("a", applies)), observed(List.of("runs"), List.of()))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aCheckCanSayThatItCannotTell() {
        Catalogue catalogue = catalogue(control(
                "a", "", check("tree", "E2", "trait", "size(trait) > 9", "unknown: trait.exists(t, t.name == '?')")));

        assertThat(only(catalogue, tree(model(), trait("?"))).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(only(catalogue, tree(model(), trait("!"))).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anExpressionThatBreaksIsUnknownAndSaysSo() {
        Catalogue catalogue = catalogue(control("a", "", check("tree", "E2", "trait", "trait[0].name == 'a'")));

        ControlVerdict verdict = only(catalogue, tree(model()));

        assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict.findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("trait[0].name == 'a'"));
    }

    @Test
    void whatIsOnlyDeclaredIsUnknown() {
        Catalogue catalogue = catalogue(control("a", "", check("tree", "E1", "trait", "size(trait) > 0")));

        assertThat(only(catalogue, tree(model(), trait("a"))).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(only(catalogue, tree(model())).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void checksOfWhichNoneAppliesShowNothing() {
        Catalogue catalogue = catalogue(
                control("a", "", check("tree", "E2", "trait", "true", "applies: trait.exists(t, t.name == 'java')")));

        assertThat(only(catalogue, tree(model())).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(only(catalogue, tree(model(), trait("java"))).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theWindowBindsWhatRan() {
        Catalogue catalogue = catalogue(runControl("a", ""));
        Observation observation =
                all(model(), trait("a"), run("a", true, DAY)).continued(DAY, NOW, NOW.plus(DAY.multipliedBy(30)));
        Instant end = NOW.plus(DAY.multipliedBy(9));

        ControlVerdict before = only(catalogue, observation, end);
        ControlVerdict after = only(catalogue, observation, end.plusMillis(1));

        assertThat(before.certified()).isEqualTo(Verdict.PASS);
        assertThat(before.strength()).isEqualTo(Strength.E3);
        assertThat(before.observedAt()).isEqualTo(NOW.minus(DAY));
        assertThat(before.expiresAt()).isEqualTo(end);
        assertThat(after.certified()).isEqualTo(Verdict.STALE);
        assertThat(after.verdict()).isEqualTo(Verdict.PASS);
        assertThat(after.strength()).isEqualTo(Strength.E2);
    }

    @Test
    void theEndIsThatOfTheLastFactThatShowsIt() {
        Catalogue catalogue = catalogue(runControl("a", ""));
        Observation observation = all(
                model(),
                trait("a"),
                run("a", true, DAY.multipliedBy(6)),
                run("a", true, DAY.multipliedBy(4)),
                run("a", false, DAY));

        assertThat(only(catalogue, observation).expiresAt()).isEqualTo(NOW.plus(DAY.multipliedBy(6)));
    }

    @Test
    void whatWasShownLongAgoIsStaleEvenWhenSomethingElseRanSince() {
        Catalogue catalogue = catalogue(runControl("a", ""));

        assertThat(only(catalogue, all(model(), trait("a"), run("a", true, DAY.multipliedBy(40)), run("b", true, DAY)))
                        .certified())
                .isEqualTo(Verdict.STALE);
    }

    @Test
    void aContradictionDropsAtOnce() {
        Catalogue catalogue = catalogue(
                control("a", "window: P10D", traitCheck("a"), check("runtime", "E3", "run", "run.all(r, r.good)")));

        assertThat(only(catalogue, all(model(), trait("a"), run("a", true, DAY)))
                        .certified())
                .isEqualTo(Verdict.PASS);
        assertThat(only(catalogue, all(model(), trait("a"), run("a", true, DAY), run("a", false, Duration.ZERO)))
                        .certified())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void nothingThatRanIsNeverAPass() {
        Catalogue vacuous = catalogue(
                control("a", "window: P10D", traitCheck("a"), check("runtime", "E3", "run", "run.all(r, r.good)")));
        Catalogue exacting = catalogue(runControl("a", ""));

        assertThat(only(vacuous, all(model(), trait("a"))).certified()).isEqualTo(Verdict.UNKNOWN);
        assertThat(only(exacting, all(model(), trait("a"))).certified()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aSilentCollectorIsUnknownAfterTheGrace() {
        Catalogue catalogue = catalogue(runControl("a", ""));
        Observation observation = all(model(), trait("a"), run("a", true, DAY));

        assertThat(only(catalogue, observation, NOW.plus(DAY)).certified()).isEqualTo(Verdict.PASS);
        assertThat(only(catalogue, observation, NOW.plus(DAY).plusMillis(1)).certified())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatWasObservedLaterIsNotKnownYet() {
        assertThat(only(
                                catalogue(runControl("a", "")),
                                all(model(), trait("a"), run("a", true, DAY)),
                                NOW.minus(DAY.multipliedBy(2)))
                        .certified())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void historyCountsForTheCertifiedVerdictOnly() {
        Catalogue catalogue =
                catalogue(control("a", "", traitCheck("a"), check("history", "E3", "change", "size(change) >= 2")));

        ControlVerdict young = only(catalogue, all(model(), trait("a"), change(1)));
        ControlVerdict old = only(catalogue, all(model(), trait("a"), change(1), change(2)));

        assertThat(young.verdict()).isEqualTo(Verdict.PASS);
        assertThat(young.certified()).isEqualTo(Verdict.FAIL);
        assertThat(old.certified()).isEqualTo(Verdict.PASS);
        assertThat(old.expiresAt()).isNull();
    }

    @Test
    void aChallengeIsAskedForFromAutomatedUpward() {
        String[] checks = {traitCheck("a"), check("runtime", "E4", "drill", "drill.exists(d, d.refused)")};
        Observation observation = observed(List.of("tree", "runs", "drills"), List.of(model(), trait("a")));
        Catalogue managed = catalogue(control("a", "window: P10D", checks));
        Catalogue automated = staged(Map.of(Stage.AUTOMATED, List.of(control("a", "window: P10D", checks))));

        assertThat(only(managed, observation).certified()).isEqualTo(Verdict.PASS);
        assertThat(only(managed, observation).strength()).isEqualTo(Strength.E2);
        assertThat(only(automated, observation).certified()).isEqualTo(Verdict.FAIL);
        assertThat(only(automated, observed(List.of("tree", "drills"), List.of(model(), trait("a"), drill(true, DAY)))))
                .satisfies(verdict -> {
                    assertThat(verdict.certified()).isEqualTo(Verdict.PASS);
                    assertThat(verdict.strength()).isEqualTo(Strength.E4);
                });
    }

    @Test
    void aLiveWaiverStandsInForAControlThatDoesNotCount() {
        Catalogue catalogue = catalogue(traitControl("a", ""));
        Waiver waiver = new Waiver("a", "moving house", "ann", "bob", NOW.minus(DAY), NOW.plus(DAY));

        assertThat(only(catalogue, tree(model()), NOW, waiver).verdict()).isEqualTo(Verdict.WAIVED);
        assertThat(only(catalogue, tree(model()), NOW, waiver).expiresAt()).isEqualTo(NOW.plus(DAY));
        assertThat(only(catalogue, tree(model()), NOW.plus(DAY).plusMillis(1), waiver)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(only(catalogue, tree(model(), trait("a")), NOW, waiver).verdict())
                .isEqualTo(Verdict.PASS);
    }
}
