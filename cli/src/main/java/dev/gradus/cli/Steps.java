package dev.gradus.cli;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.promote.Planner;
import dev.gradus.templates.promote.Promotion;
import dev.gradus.templates.repository.ProjectRepository;
import java.util.Optional;

/** Plans a project's steps, with the level that each will give. */
final class Steps {
    private final ProjectRepository project;
    private final Planner planner;

    Steps(ProjectRepository project) {
        this.project = project;
        this.planner = new Planner(Packs.builtIn()).assessing(new PredictedLevel(project.path())::of);
    }

    Promotion promote(Optional<Stage> to) {
        return planner.promote(project, to);
    }

    Promotion update() {
        return planner.update(project);
    }
}
