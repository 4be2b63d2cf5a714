package dev.gradus.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Takes a project to the newest version of its pack. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = {
            "Take a project to the newest version of its pack, by a merge that keeps every edit.",
            "The result is one commit on a branch of its own; your branch and your files are not touched."
        },
        footerHeading = "%nExample:%n",
        footer = "  gradus update rides")
final class UpdateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Mixin
    private StepOptions options = new StepOptions();

    @Override
    public Integer call() {
        return options.carryOut(gradus.console(), Steps::update);
    }
}
