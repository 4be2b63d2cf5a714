package dev.gradus.templates.promote;

import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.repository.BranchWriter;
import dev.gradus.templates.repository.ProjectRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A program that promotes the project of its first argument, and stands still after the step that its second one names. */
final class PromotingProgram {
    private PromotingProgram() {}

    public static void main(String[] arguments) {
        BranchWriter.Step last = BranchWriter.Step.valueOf(arguments[1]);
        try (ProjectRepository project = ProjectRepository.open(Path.of(arguments[0]))) {
            new Planner(Packs.of(List.of(TestPacks.small())))
                    .promote(project, Optional.of(Stage.MANAGED))
                    .carryOut(Clock.systemUTC(), step -> {
                        if (step == last) {
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
