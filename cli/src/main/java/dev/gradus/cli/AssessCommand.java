package dev.gradus.cli;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.assess.AssessmentJson;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.repository.Assess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What level a project holds. */
@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        description = {
            "Compute a project's level from what its last commit, history and recorded runs show.",
            "Works on any git repository, also on one that Gradus did not make."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus assess rides", "  gradus assess rides --require managed", "  gradus assess rides --json"})
final class AssessCommand implements Callable<Integer> {
    /** How the answer is written. */
    enum Format {
        text,
        json
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(paramLabel = "PATH", description = "The project. Default: the current folder.", defaultValue = ".")
    private Path path = Path.of(".");

    @Option(
            names = "--require",
            paramLabel = "STAGE",
            description = "Exit with 1 unless the potential level is that or above.")
    private @Nullable String require;

    @Mixin
    private AtOption at = new AtOption();

    @Option(names = "--format", description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Override
    public Integer call() {
        Stage required = require == null ? null : Stage.of(require);
        Assess assess = Assess.standard();
        Assessment assessment = assess.assess(path, at.instant());
        Console console = gradus.console();
        if (json || format == Format.json) {
            console.answer(AssessmentJson.write(assessment));
        } else {
            new AssessmentText(console, assess.catalogue(), assessment).print();
        }
        return required == null ? ExitCode.DONE : answer(console, assessment, required);
    }

    private static int answer(Console console, Assessment assessment, Stage required) {
        Stage held = assessment.level().potential();
        if (held != null && held.compareTo(required) >= 0) {
            return ExitCode.DONE;
        }
        console.remark(console.remarkPaint().red("not " + required.word() + ": ")
                + (held == null ? "this is no ML project" : "the potential level is " + held.word()));
        return ExitCode.NO;
    }
}
