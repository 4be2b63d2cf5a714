package dev.gradus.cli;

import dev.gradus.maturity.assess.Explanation;
import dev.gradus.maturity.assess.Explanation.CheckExplanation;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.repository.Assess;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The evidence of one verdict. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Show the evidence of one verdict: what was looked at, what was asked of it, and what came of it.",
        footerHeading = "%nExample:%n",
        footer = "  gradus explain deps-pinned rides")
final class ExplainCommand implements Runnable {
    private static final int MOST_FACTS = 12;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(index = "0", paramLabel = "CONTROL", description = "A control's id, see \"gradus catalogue\".")
    private String control = "";

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "The project. Default: the current folder.",
            defaultValue = ".")
    private Path path = Path.of(".");

    @Mixin
    private AtOption at = new AtOption();

    @Override
    public void run() {
        print(Assess.standard().explain(path, control, at.instant()));
    }

    private void print(Explanation explanation) {
        Console console = gradus.console();
        Paint paint = console.paint();
        console.answer(paint.bold(explanation.control().id()) + "  "
                + explanation.control().statement());
        console.answer("verdict  " + paint.bold(explanation.verdict().verdict().toString()) + " potential, "
                + (explanation.verdict().certified() == null
                        ? "nothing was observed at run time"
                        : explanation.verdict().certified() + " certified"));
        explanation.checks().forEach(check -> print(console, check));
        console.answer("");
        console.answer("remedy   " + explanation.verdict().remedy());
    }

    private static void print(Console console, CheckExplanation check) {
        Paint paint = console.paint();
        console.answer("");
        console.answer(paint.bold(check.check().evidence().toString().toLowerCase(Locale.ROOT)) + "  " + check.verdict()
                + " (" + check.check().strength() + ")");
        console.answer("  asked    " + check.check().pass());
        check.facts().stream().limit(MOST_FACTS).forEach(fact -> console.answer("  fact     " + line(fact)));
        if (check.facts().size() > MOST_FACTS) {
            console.answer("           " + paint.dim("and " + (check.facts().size() - MOST_FACTS) + " more facts"));
        }
        check.findings()
                .forEach(finding -> console.answer("  finding  "
                        + (finding.path() == null ? "" : finding.path())
                        + (finding.line() == null ? "" : ":" + finding.line())
                        + "  "
                        + finding.message()));
        if (check.expiresAt() != null) {
            console.answer("  expires  " + check.expiresAt());
        }
    }

    private static String line(Fact fact) {
        Location location = fact.location();
        String place =
                location == null ? "" : "  " + location.path() + (location.line() == null ? "" : ":" + location.line());
        return fact.name() + " " + fact.value() + place;
    }
}
