package dev.gradus.cli;

import dev.gradus.templates.Stage;
import dev.gradus.templates.promote.Promotion;
import dev.gradus.templates.repository.ProjectRepository;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What a step would do; nothing is written. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Show what promote or update would do to every file, and the level it would give. Writes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus plan promote rides", "  gradus plan promote rides --json"})
final class PlanCommand implements Runnable {
    /** What can be planned. */
    enum Step {
        promote,
        update
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(index = "0", paramLabel = "STEP", description = "One of ${COMPLETION-CANDIDATES}.")
    private Step step = Step.promote;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "The project. Default: the current folder.",
            defaultValue = ".")
    private Path path = Path.of(".");

    @Option(names = "--to", paramLabel = "STAGE", description = "Stage to promote to. Default: the next one.")
    private @Nullable String to;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Override
    public void run() {
        Console console = gradus.console();
        Optional<Stage> target = Optional.ofNullable(to).map(Stage::named);
        if (step == Step.update && target.isPresent()) {
            throw CliProblem.mistake("an update stays at its stage, but --to " + to + " was given", "plan a promotion");
        }
        try (ProjectRepository project = ProjectRepository.open(path)) {
            Steps steps = new Steps(project);
            Promotion promotion = step == Step.promote ? steps.promote(target) : steps.update();
            if (json) {
                console.json(promotion.plan());
            } else {
                new StepOutput(console).plan(promotion);
            }
        }
    }
}
