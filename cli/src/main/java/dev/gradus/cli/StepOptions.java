package dev.gradus.cli;

import dev.gradus.templates.promote.Plan;
import dev.gradus.templates.promote.Promotion;
import dev.gradus.templates.repository.ProjectRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What promote and update share. */
final class StepOptions {
    @Parameters(paramLabel = "PATH", description = "The project. Default: the current folder.", defaultValue = ".")
    private Path path = Path.of(".");

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** What was made, as JSON has it: the branch with its commit, and the plan that it follows. */
    record Made(String branch, String commit, List<String> conflicts, boolean alreadyThere, Plan plan) {}

    /** Plans the step, carries it out on its branch and says what came of it; the exit code. */
    int carryOut(Console console, Function<Steps, Promotion> step) {
        try (ProjectRepository project = ProjectRepository.open(path)) {
            Promotion promotion = step.apply(new Steps(project));
            if (promotion.changesNothing()) {
                console.remark("Nothing to do: the project is there already.");
                return tellPlan(console, promotion);
            }
            Promotion.Outcome made = promotion.carryOut();
            if (json) {
                console.json(new Made(
                        made.branch(), made.commit(), made.conflicts(), made.alreadyThere(), promotion.plan()));
            } else {
                new StepOutput(console).plan(promotion);
                tell(console, made);
            }
            return made.conflicts().isEmpty() ? ExitCode.DONE : ExitCode.CONFLICTS;
        }
    }

    private int tellPlan(Console console, Promotion promotion) {
        if (json) {
            console.json(promotion.plan());
        } else {
            new StepOutput(console).plan(promotion);
        }
        return ExitCode.DONE;
    }

    private static void tell(Console console, Promotion.Outcome made) {
        Paint paint = console.paint();
        String commit = made.commit().substring(0, 10);
        console.answer("branch   " + paint.bold(made.branch()) + " at " + commit
                + (made.alreadyThere() ? " (it was there already)" : ""));
        if (made.conflicts().isEmpty()) {
            console.remark("Your branch and files are as they were. Next: git merge " + made.branch());
        } else {
            console.remark("Conflicts are left for you in: " + String.join(", ", made.conflicts())
                    + ". Next: git switch " + made.branch() + ", settle them, commit.");
        }
    }
}
