package dev.gradus.cli;

import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Check;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.repository.Assess;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What is demanded, why, and how to get it. */
@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        description = "Show what each stage demands; for one control also why, how it is checked, and how to get it.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus catalogue", "  gradus catalogue deps-pinned", "  gradus catalogue --json"})
final class CatalogueCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(arity = "0..1", paramLabel = "CONTROL", description = "A control's id.")
    private @Nullable String control;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** One control, as JSON has it. */
    record Listed(
            String id,
            Stage stage,
            String capability,
            boolean core,
            String statement,
            String why,
            String remedy,
            String effort,
            @Nullable String window,
            List<String> references) {
        static Listed of(Control control) {
            return new Listed(
                    control.id(),
                    control.stage(),
                    control.capability().word(),
                    control.core(),
                    control.statement(),
                    control.why(),
                    control.remedy(),
                    control.effort().word(),
                    control.window() == null ? null : control.window().toString(),
                    control.references());
        }
    }

    @Override
    public void run() {
        Catalogue catalogue = Assess.standard().catalogue();
        List<Control> controls = control == null ? catalogue.controls() : List.of(catalogue.control(control));
        Console console = gradus.console();
        if (json) {
            console.json(controls.stream().map(Listed::of).toList());
        } else if (control == null) {
            list(console, catalogue);
        } else {
            show(console, controls.get(0));
        }
    }

    private static void list(Console console, Catalogue catalogue) {
        console.answer("catalogue " + catalogue.version() + ", ★ is core");
        for (Stage stage : Stage.values()) {
            List<Control> controls = catalogue.controls(stage);
            if (!controls.isEmpty()) {
                console.answer("");
                console.answer(console.paint().bold(stage.word()));
                controls.forEach(one -> console.answer(String.format(
                        Locale.ROOT,
                        "  %-22s %-10s %s",
                        one.id() + (one.core() ? " ★" : ""),
                        one.capability().word(),
                        one.statement())));
            }
        }
    }

    private static void show(Console console, Control control) {
        Paint paint = console.paint();
        console.answer(paint.bold(control.id()) + (control.core() ? " ★" : "") + "  "
                + control.stage().word() + ", " + control.capability().word());
        console.answer(control.statement());
        console.answer("");
        console.answer("why      " + control.why());
        if (control.gamed() != null) {
            console.answer("gamed    " + control.gamed() + paint.dim(" → " + control.resisted()));
        }
        for (Check check : control.checks()) {
            console.answer("checked  " + check.evidence().toString().toLowerCase(Locale.ROOT) + ", " + check.strength()
                    + ": " + String.join(", ", check.select()));
            console.answer("         " + paint.dim(check.pass().toString()));
        }
        if (control.window() != null) {
            console.answer("window   " + control.window().toDays() + " days");
        }
        console.answer("remedy   " + control.remedy()
                + paint.dim(" (" + control.effort().word() + ")"));
        console.answer("see      " + String.join(" · ", control.references()));
    }
}
