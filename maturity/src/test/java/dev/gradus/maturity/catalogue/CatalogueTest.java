package dev.gradus.maturity.catalogue;

import static dev.gradus.maturity.assess.Samples.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradus.maturity.BadInput;
import dev.gradus.maturity.fact.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    private static final String GOOD = runControl("fine", "");

    private static BadInput refused(String control) {
        return catchThrowableOfType(BadInput.class, () -> catalogue(control));
    }

    @Test
    void aControlIsReadWithAllItHas() {
        Control control = catalogue(
                        runControl("fine", "core: true\ngamed: by luck\nresisted: by rule\npreview: 2027-01-31"))
                .control("fine");

        assertThat(control.stage()).isEqualTo(Stage.MANAGED);
        assertThat(control.capability()).isEqualTo(Capability.VERSIONING);
        assertThat(control.core()).isTrue();
        assertThat(control.window()).isEqualTo(Duration.ofDays(10));
        assertThat(control.gamed()).isEqualTo("by luck");
        assertThat(control.references()).containsExactly("Somebody");
        assertThat(control.definition()).containsExactly("M1");
        assertThat(control.countsAt(Instant.parse("2027-01-31T00:00:00Z"))).isFalse();
        assertThat(control.countsAt(Instant.parse("2027-01-31T00:00:01Z"))).isTrue();
        assertThat(control.asksForRuntime()).isTrue();
        assertThat(control.checks()).extracting(Check::evidence).containsExactly(Evidence.TREE, Evidence.RUNTIME);
        assertThat(control.checks().get(1).pass().source()).isEqualTo("run.exists(r, r.name == 'fine' && r.good)");
    }

    /** Each line: what is replaced in a good control, by what, and what must be said. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            why: It helps.         | wyh: It helps.        | managed.yaml, control fine: why is missing
            remedy: Make it so.    | remedy: x\\n    hint: y | managed.yaml, control fine: unknown field hint
            capability: versioning | capability: version   | managed.yaml, control fine: there is no capability "version"
            effort: minutes        | effort: weeks         | managed.yaml, control fine: there is no effort "weeks"
            window: P10D           | window: 10 days       | managed.yaml, control fine: window is "10 days"
            window: P10D           | window: PT0S          | managed.yaml, control fine: window is "PT0S"
            window: P10D           | core: false           | managed.yaml, control fine: window is missing
            window: P10D           | window: P10D\\n    core: maybe | managed.yaml, control fine: core is "maybe"
            window: P10D           | window: P10D\\n    preview: soon | managed.yaml, control fine: preview is "soon"
            window: P10D           | window: P10D\\n    core: true\\n    diagnostic: true | managed.yaml, control fine: it is both core and diagnostic
            references: [Somebody] | references: Somebody  | managed.yaml, control fine: references is "Somebody", not a list
            id: fine               | id: Fine              | managed.yaml, controls[0]: id is "Fine"
            strength: E2           | strength: E9          | managed.yaml, control fine, checks[0]: there is no strength "E9"
            evidence: tree         | evidence: trees       | managed.yaml, control fine, checks[0]: there is no evidence "trees"
            select: [trait]        | select: [trat]        | managed.yaml, control fine, checks[0]: no collector observes the fact trat
            select: [trait]        | select: [trait, run]  | managed.yaml, control fine, checks[0]: the fact run is of runtime, more than the check's tree
            select: [trait]        | select: [trait, model.file] | managed.yaml, control fine, checks[0]: model.file is selected and no expression uses it
            trait.exists(t, t.name | trait.exists(t, t.nme | managed.yaml, control fine, checks[0], pass: line 1, column 18: undefined field 'nme'
            trait.exists(t, t.name | traits.exists(t, t.name | managed.yaml, control fine, checks[0], pass: line 1, column 1: undeclared reference to 'traits'
            == 'fine')"            | == 3)"                | managed.yaml, control fine, checks[0], pass: line 1, column 24: found no matching overload for '_==_'
            == 'fine')"            | == 'fine'"            | managed.yaml, control fine, checks[0], pass: line 1, column 33: missing ')'
            trait.exists(t         | trait.filter(t        | managed.yaml, control fine, checks[0], pass: the expression is of type list, not bool
            pass: "trait.exists    | pass: "size(run) > 0 && trait.exists | managed.yaml, control fine, checks[0], pass: the expression uses run, which is not selected
            """)
    void aMistakeIsNamedWithItsPlace(String good, String bad, String problem) {
        String replaced = GOOD.replace(good, bad.replace("\\n", "\n"));
        assertThat(replaced).isNotEqualTo(GOOD);

        BadInput error = refused(replaced);

        assertThat(error.getMessage()).startsWith(problem).doesNotContain("\n");
        assertThat(error.remedy()).startsWith("Maybe: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "findings: [{each: 'trait.filter(t, true)', message: 'no {nam}'}]",
                "findings: [{each: 'size(trait)', message: 'no'}]",
                "findings: [{when: 'trait', message: 'no'}]",
                "findings: [{message: 'no'}]",
                "findings: [{when: 'true'}]",
                "findings: [{when: 'true', message: 'no', path: 'x'}]"
            })
    void aFindingThatCannotBeToldIsRefused(String findings) {
        BadInput error = refused(control("fine", "", check("tree", "E2", "trait", "size(trait) > 0", findings)));

        assertThat(error.getMessage()).startsWith("managed.yaml, control fine, checks[0], findings[0]");
    }

    @Test
    void anIdThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> catalogue(GOOD, GOOD))
                .isInstanceOf(BadInput.class)
                .hasMessage("managed.yaml: control fine stands already in managed.yaml");
    }

    @Test
    void aControlWithoutChecksIsRefused() {
        assertThat(refused(control("fine", "").replace("checks:", "checks: []")).getMessage())
                .isEqualTo("managed.yaml, control fine: it has no checks");
    }

    @Test
    void aFileThatIsNoYamlIsNamedWithItsLine() {
        assertThatThrownBy(() ->
                        catalogueOf(Map.of("catalogue.yaml", RULES, "controls.yaml", "stage: managed\ncontrols: [\n")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("controls.yaml, line 2: while parsing a flow node: expected the node content");
        assertThatThrownBy(() ->
                        catalogueOf(Map.of("catalogue.yaml", RULES, "controls.yaml", "stage: managed\nstage: adhoc\n")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("controls.yaml, line 2: ");
    }

    @ParameterizedTest
    @CsvSource({
        "quorum: 1/2, quorum: 3/2",
        "quorum: 1/2, quorum: half",
        "quorum: 1/2, quorum: 1/0",
        "grace: PT24H, grace: a day",
        "perStage: 2, perStage: -1",
        "managed:, manged:",
        "data: D, dta: D",
        "version: 0.9.0, name: x"
    })
    void aRuleThatCannotBeReadIsRefused(String good, String bad) {
        String rules = RULES.replace(good, bad);
        assertThat(rules).isNotEqualTo(RULES);

        assertThatThrownBy(() ->
                        catalogueOf(Map.of("catalogue.yaml", rules, "controls.yaml", "stage: managed\ncontrols: []\n")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("catalogue.yaml");
    }

    @Test
    void anUnknownControlGetsAGuess() {
        assertThatThrownBy(() -> catalogue(GOOD).control("fin")).isInstanceOfSatisfying(BadInput.class, error -> {
            assertThat(error).hasMessage("there is no control \"fin\"");
            assertThat(error.remedy()).isEqualTo("Maybe: did you mean \"fine\"?");
        });
        assertThatThrownBy(() -> Stage.of("orchestrate"))
                .isInstanceOfSatisfying(BadInput.class, error -> assertThat(error.remedy())
                        .isEqualTo("Maybe: did you mean \"orchestrated\"?"));
        assertThatThrownBy(() -> Stage.of("xyz"))
                .isInstanceOfSatisfying(BadInput.class, error -> assertThat(error.remedy())
                        .isEqualTo("Maybe: use one of adhoc, managed, automated, orchestrated, governed."));
    }

    @Test
    void theDigestChangesWithAnyControl() {
        String digest = catalogue(GOOD).digest();

        assertThat(digest)
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(catalogue(GOOD).digest());
        assertThat(catalogue(GOOD.replace("It helps", "It may help")).digest()).isNotEqualTo(digest);
    }

    @Test
    void anOrganisationAddsControlsInItsOwnFolder(@TempDir Path own, @TempDir Path extra) throws IOException {
        Files.writeString(own.resolve("catalogue.yaml"), RULES, UTF_8);
        Files.writeString(own.resolve("controls.yaml"), "stage: managed\ncontrols:\n" + GOOD, UTF_8);
        Files.writeString(
                extra.resolve("more.yaml"), "stage: automated\ncontrols:\n" + traitControl("more", ""), UTF_8);
        Files.writeString(extra.resolve("notes.txt"), "not a control", UTF_8);

        Catalogue catalogue = CatalogueReader.read(CatalogueFiles.of(own).and(List.of(extra)), VOCABULARY);

        assertThat(catalogue.controls()).extracting(Control::id).containsExactly("fine", "more");
        assertThat(catalogue.control("more").stage()).isEqualTo(Stage.AUTOMATED);
        assertThat(catalogue.digest())
                .isNotEqualTo(Catalogue.read(own, VOCABULARY).digest());
        assertThatThrownBy(() -> CatalogueFiles.of(own).and(List.of(extra.resolve("absent"))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("absent does not exist");
    }

    @ParameterizedTest
    @CsvSource({"1/2, 7, 4", "1/2, 8, 4", "2/3, 7, 5", "1, 5, 5", "0, 5, 0", "1/2, 0, 0"})
    void aQuorumIsRoundedUp(String share, int controls, int least) {
        assertThat(Quorum.parse(share).orElseThrow().least(controls)).isEqualTo(least);
    }
}
