package dev.gradus.cli;

import dev.gradus.templates.merge.Change;
import dev.gradus.templates.merge.FileVerdict;
import dev.gradus.templates.merge.Ledger;
import dev.gradus.templates.promote.Plan;
import dev.gradus.templates.promote.Promotion;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a planned or carried-out step is told to a person. */
final class StepOutput {
    private final Console console;

    StepOutput(Console console) {
        this.console = console;
    }

    void plan(Promotion promotion) {
        Plan plan = promotion.plan();
        Paint paint = console.paint();
        String step = plan.from().equals(plan.to()) ? plan.to() : plan.from() + " → " + plan.to();
        console.answer(
                paint.bold(step) + "  " + plan.pack().name() + " " + plan.pack().version());
        plan.files().stream()
                .filter(file -> file.change() != Change.UNCHANGED)
                .forEach(file -> console.answer(line(file)));
        console.answer("");
        console.answer("files    " + counts(plan));
        console.answer("your edits  " + ledger(plan.ledger()));
        Plan.Level level = plan.level();
        if (level != null) {
            console.answer(
                    "level    " + word(level.before()) + " → " + paint.bold(word(level.after())) + " (potential)");
        }
        promotion.rootOnly().forEach(path -> console.remark("works at the repository's root only: " + path));
    }

    private String line(FileVerdict file) {
        Paint paint = console.paint();
        String change = String.format(Locale.ROOT, "%-9s", file.change());
        String coloured =
                switch (file.change()) {
                    case ADDED -> paint.green(change);
                    case CONFLICT -> paint.red(change);
                    case MERGED -> paint.cyan(change);
                    case UPDATED, MOVED, REMOVED -> paint.yellow(change);
                    case KEPT, UNCHANGED -> paint.dim(change);
                };
        return "  " + coloured + " " + file.path() + paint.dim("  " + file.layer() + ": " + file.reason());
    }

    private static String counts(Plan plan) {
        Map<Change, Long> counts = plan.files().stream()
                .collect(Collectors.groupingBy(
                        FileVerdict::change, () -> new EnumMap<>(Change.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    static String ledger(Ledger ledger) {
        return "%d: %d kept, %d in a conflict, %d listed"
                .formatted(ledger.userLines(), ledger.kept(), ledger.inConflict(), ledger.listed());
    }

    private static String word(@Nullable String level) {
        return Objects.requireNonNullElse(level, "none");
    }
}
