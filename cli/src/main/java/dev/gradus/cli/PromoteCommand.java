package dev.gradus.cli;

import dev.gradus.templates.Stage;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes a project to another stage. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {
            "Take a project to the next stage, by a merge that keeps every edit.",
            "The result is one commit on a branch of its own; your branch and your files are not touched. Exit code 3 says that the "
                    + "branch holds conflicts for you to settle."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus promote rides", "  gradus promote rides --to managed"})
final class PromoteCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Mixin
    private StepOptions options = new StepOptions();

    @Option(names = "--to", paramLabel = "STAGE", description = "Stage to promote to. Default: the next one.")
    private @Nullable String to;

    @Override
    public Integer call() {
        Optional<Stage> target = Optional.ofNullable(to).map(Stage::named);
        return options.carryOut(gradus.console(), steps -> steps.promote(target));
    }
}
