package dev.gradus.cli;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.assess.ControlVerdict;
import dev.gradus.maturity.assess.Verdict;
import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.catalogue.Stage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An assessment as a person reads it: the level first, then every control of the stages in reach, then what to do next. */
final class AssessmentText {
    private static final int MOST_FINDINGS = 5;

    private final Console console;
    private final Paint paint;
    private final Catalogue catalogue;
    private final Assessment assessment;

    AssessmentText(Console console, Catalogue catalogue, Assessment assessment) {
        this.console = console;
        this.paint = console.paint();
        this.catalogue = catalogue;
        this.assessment = assessment;
    }

    void print() {
        head();
        for (Stage stage : Stage.values()) {
            List<Control> controls = catalogue.controls(stage);
            if (!controls.isEmpty()) {
                console.answer("");
                console.answer(paint.bold(stage.word()));
                controls.forEach(this::control);
            }
        }
        foot();
    }

    private void head() {
        String stage = word(assessment.stage());
        String commit = assessment.subject().commit();
        console.answer(paint.bold(assessment.project()) + "  stage " + stage
                + (commit == null ? "" : ", commit " + commit.substring(0, 10)));
        Assessment.Level level = assessment.level();
        String waived = level.waived() == 0 ? "" : " (" + level.waived() + " waived)";
        console.answer("level  " + paint.bold(paint.green(word(level.potential()))) + " potential, "
                + (level.certified() == null ? "not certified" : word(level.certified()) + " certified") + waived);
        if (assessment.subject().dirty()) {
            console.remark("The work tree differs from the commit; what is not committed was not looked at.");
        }
    }

    private void control(Control control) {
        ControlVerdict verdict = assessment.verdict(control.id());
        String certified = verdict.certified() == null || verdict.certified() == verdict.verdict()
                ? ""
                : paint.dim("  certified: " + verdict.certified());
        console.answer(String.format(
                        Locale.ROOT,
                        "  %s %-22s %s",
                        coloured(verdict.verdict()),
                        control.id() + (control.core() ? " ★" : ""),
                        control.statement())
                + certified);
        if (verdict.verdict() != Verdict.PASS) {
            verdict.findings().stream()
                    .limit(MOST_FINDINGS)
                    .forEach(finding -> console.answer("           " + place(finding) + finding.message()));
            int more = verdict.findings().size() - MOST_FINDINGS;
            if (more > 0) {
                console.answer("           " + paint.dim("and " + more + " more; gradus explain " + control.id()));
            }
            if (verdict.verdict() == Verdict.FAIL) {
                console.answer("           " + paint.cyan("→ " + verdict.remedy())
                        + paint.dim(" (" + verdict.effort().word() + ")"));
            }
        }
    }

    private void foot() {
        console.answer("");
        if (!assessment.capabilities().isEmpty()) {
            console.answer("capabilities  "
                    + assessment.capabilities().entrySet().stream()
                            .map(held ->
                                    held.getKey().word() + " " + held.getValue().word())
                            .collect(Collectors.joining(", ")));
        }
        Assessment.Next next = assessment.next();
        if (next.stage() != null && !next.missing().isEmpty()) {
            console.answer("next  " + paint.bold(next.stage().word()) + " needs "
                    + String.join(", ", next.blocking())
                    + (next.missing().size() > next.blocking().size()
                            ? paint.dim("; missing as well: "
                                    + next.missing().stream()
                                            .filter(id -> !next.blocking().contains(id))
                                            .collect(Collectors.joining(", ")))
                            : ""));
        }
        for (Assessment.Fall fall : assessment.forecast()) {
            console.answer("falls to " + fall.level().word() + " after " + fall.at() + ", when " + fall.control()
                    + " goes stale");
        }
    }

    private String coloured(Verdict verdict) {
        String word = String.format(Locale.ROOT, "%-8s", verdict == Verdict.NOT_APPLICABLE ? "N/A" : verdict);
        return switch (verdict) {
            case PASS, WAIVED -> paint.green(word);
            case FAIL -> paint.red(word);
            case STALE -> paint.yellow(word);
            case UNKNOWN, NOT_APPLICABLE -> paint.dim(word);
        };
    }

    private String place(Finding finding) {
        if (finding.path() == null) {
            return "";
        }
        return paint.bold(finding.line() == null ? finding.path() : finding.path() + ":" + finding.line()) + "  ";
    }

    private static String word(@Nullable Stage stage) {
        return stage == null ? "none" : stage.word();
    }
}
