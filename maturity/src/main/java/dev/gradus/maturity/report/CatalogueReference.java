package dev.gradus.maturity.report;

import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Check;
import dev.gradus.maturity.catalogue.Condition;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Quorum;
import dev.gradus.maturity.catalogue.Scope;
import dev.gradus.maturity.catalogue.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference page of the controls. */
public final class CatalogueReference {

    private final Catalogue catalogue;

    private CatalogueReference(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Every control with what it demands, why, how it is checked, and how to meet it.
     *
     * <pre>{@code
     * Files.writeString(Path.of("catalogue.md"), CatalogueReference.markdown(catalogue));
     * }</pre>
     */
    public static String markdown(Catalogue catalogue) {
        return new CatalogueReference(catalogue).page();
    }

    private String page() {
        Markdown page = new Markdown();
        page.heading(1, "Catalogue of controls")
                .paragraph(
                        "What each stage demands, in version %s. A stage is held when the one below it is, all its core controls count and the quorum of its others does. A control counts when its verdict is PASS, NOT_APPLICABLE or WAIVED."
                                .formatted(catalogue.version()));
        overview(page);
        for (Stage stage : Stage.values()) {
            List<Control> controls = catalogue.controls(stage);
            page.heading(2, stage.word());
            if (controls.isEmpty()) {
                page.paragraph("The catalogue has no control for this stage yet, so it cannot be held.");
            }
            controls.forEach(control -> control(page, control));
        }
        return page.text();
    }

    private void overview(Markdown page) {
        List<List<String>> rows = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            List<Control> controls = catalogue.controls(stage);
            long core = controls.stream().filter(Control::core).count();
            rows.add(List.of(
                    stage.word(),
                    String.valueOf(controls.size()),
                    String.valueOf(core),
                    stage == Stage.ADHOC
                            ? "held by every ML project"
                            : share(catalogue.rule(stage).quorum())));
        }
        page.table(List.of("Stage", "Controls", "Core", "Of the others"), rows);
    }

    private static String share(Quorum quorum) {
        return quorum.denominator() == 1
                ? (quorum.numerator() == 1 ? "all" : "none")
                : "at least %d/%d".formatted(quorum.numerator(), quorum.denominator());
    }

    private void control(Markdown page, Control control) {
        page.heading(3, "`%s`".formatted(control.id()))
                .paragraph("**%s** %s".formatted(control.statement(), control.why()));
        List<String> facts = new ArrayList<>();
        facts.add("Capability: " + catalogue.capabilities().get(control.capability()) + kind(control));
        Scope applies = control.applies();
        if (applies != null) {
            facts.add("Applies where " + Markdown.code(applies.when().source()));
        }
        if (control.asksForRuntime()) {
            facts.add("Window: " + window(control.window()));
        }
        if (control.gamed() != null) {
            facts.add("Gamed by: " + control.gamed());
        }
        if (control.resisted() != null) {
            facts.add("Resisted by: " + control.resisted());
        }
        facts.add("Remedy (%s): %s".formatted(control.effort().word(), control.remedy()));
        facts.add("Answers: " + String.join(", ", control.definition()));
        facts.add("References: " + String.join("; ", control.references()));
        if (control.preview() != null) {
            facts.add("A preview until " + control.preview());
        }
        page.items(facts);
        page.table(
                List.of("Evidence", "Strength", "Facts", "Passes when"),
                control.checks().stream().map(CatalogueReference::check).toList());
    }

    private static String kind(Control control) {
        if (control.core()) {
            return "; core: the stage cannot be held without it";
        }
        return control.diagnostic() ? "; diagnostic: it informs and counts for nothing" : "";
    }

    private static String window(@Nullable Duration window) {
        return window == null ? "none" : window.toDays() + " days";
    }

    private static List<String> check(Check check) {
        String facts = check.select().stream()
                .map(name -> "[%s](facts.md#%s)".formatted(Markdown.code(name), FactsReference.anchor(name)))
                .collect(Collectors.joining(", "));
        return List.of(
                check.evidence().name().toLowerCase(Locale.ROOT),
                check.strength().name(),
                facts,
                Markdown.code(check.pass().source())
                        + unless(check.applies(), "where")
                        + unless(check.unknown(), "unknown when"));
    }

    private static String unless(@Nullable Condition condition, String word) {
        return condition == null ? "" : "; %s %s".formatted(word, Markdown.code(condition.source()));
    }
}
