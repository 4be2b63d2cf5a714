package dev.gradus.templates.promote;

import dev.gradus.templates.Stage;
import dev.gradus.templates.repository.BranchWriter;
import dev.gradus.templates.repository.ProjectRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A program that promotes or updates the project of its first argument, as its second one says, and stands still after the step that
 * its third one names.
 */
final class PromotingProgram {
    private PromotingProgram() {}

    public static void main(String[] arguments) {
        BranchWriter.Step last = BranchWriter.Step.valueOf(arguments[2]);
        Planner planner = new Planner(Updates.packs());
        try (ProjectRepository project = ProjectRepository.open(Path.of(arguments[0]))) {
            Promotion step = arguments[1].equals("update")
                    ? planner.update(project)
                    : planner.promote(project, Optional.of(Stage.MANAGED));
            step.carryOut(Clock.systemUTC(), reached -> {
                if (reached == last) {
                    System.out.print('!');
                    System.out.flush();
                    standStill();
                }
            });
        }
    }

    private static void standStill() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
