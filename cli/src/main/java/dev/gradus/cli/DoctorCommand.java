package dev.gradus.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Looks at what the control plane needs on this machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look at what the control plane needs on this machine, and say what to do about what is missing.",
            "Exits with 1 when something is. Nothing is changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus doctor", "  gradus doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Mixin
    private PortOption port = new PortOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        List<Check> checks = new Checkup(new LocalServer(options.folder()), database.url(), port.port()).all();
        Console console = gradus.console();
        if (json) {
            console.json(checks);
        } else {
            checks.forEach(check -> print(console, check));
        }
        return checks.stream().anyMatch(check -> check.outcome() == Check.Outcome.FAILED) ? ExitCode.NO : ExitCode.DONE;
    }

    private static void print(Console console, Check check) {
        Paint paint = console.paint();
        String outcome = String.format(Locale.ROOT, "%-7s", check.outcome());
        String coloured =
                switch (check.outcome()) {
                    case OK -> paint.green(outcome);
                    case WARNING -> paint.yellow(outcome);
                    case FAILED -> paint.red(outcome);
                };
        console.answer(coloured + "  " + String.format(Locale.ROOT, "%-10s", check.name()) + "  " + check.found());
        if (check.remedy() != null) {
            console.answer("                     Maybe: " + check.remedy());
        }
    }
}
