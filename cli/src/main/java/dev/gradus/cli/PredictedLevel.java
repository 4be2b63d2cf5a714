package dev.gradus.cli;

import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.collect.PlannedTree;
import dev.gradus.maturity.collect.PlannedTree.PlannedFile;
import dev.gradus.maturity.repository.Assess;
import dev.gradus.templates.tree.FileTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The level that files would hold if they were committed. */
final class PredictedLevel {
    private final String project;
    private final Assess assess = Assess.standard();

    PredictedLevel(Path project) {
        this.project = String.valueOf(project.getFileName());
    }

    Optional<String> of(FileTree tree) {
        Map<String, PlannedFile> files = new HashMap<>();
        tree.files()
                .forEach((path, file) ->
                        files.put(path, new PlannedFile(file.mode().bits(), file.bytes())));
        Stage potential = assess.predict(project, PlannedTree.of(files), Instant.now())
                .level()
                .potential();
        return Optional.ofNullable(potential).map(Stage::word);
    }
}
