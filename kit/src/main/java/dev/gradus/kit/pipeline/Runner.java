package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.BadInput;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs the stages that changed, each after what it needs, and notes each in {@code dvc.lock} as soon as it ended well, so
 * that a run that is killed goes on where it stopped.
 *
 * <pre>{@code
 * Runner runner = new Runner(Path.of("."), System.out);
 * runner.run(List.of(), false);   // the names of the stages that ran
 * runner.changed(List.of());      // what a run would start with, and why: the stages that `dvc status` names
 * }</pre>
 */
public final class Runner {

    private final Path project;
    private final PrintStream out;
    private final StageGraph graph;
    private final Change change;
    private final Shell shell;

    /** Reads {@code dvc.yaml} and refuses it whole when any part of it is wrong. */
    public Runner(Path project, PrintStream out) {
        this.project = project.toAbsolutePath().normalize();
        this.out = out;
        this.graph = new StageGraph(PipelineFile.read(this.project));
        this.change = new Change(this.project);
        this.shell = new Shell(this.project);
        refuseIgnoreFile();
    }

    /** The stages that differ from {@code dvc.lock}, each with its reasons; none has run afterwards. */
    public Map<String, List<String>> changed(List<String> targets) {
        LockFile lock = LockFile.read(project);
        Map<String, List<String>> changed = new LinkedHashMap<>();
        for (Stage stage : graph.order(targets)) {
            List<String> reasons = stage.frozen() ? List.of() : change.reasons(stage, lock);
            if (!reasons.isEmpty()) {
                changed.put(stage.name(), reasons);
            }
        }
        return changed;
    }

    /** Runs what changed (or everything, when forced) up to the targets; all stages when none is named. */
    public List<String> run(List<String> targets, boolean force) {
        List<Stage> stages = graph.order(targets);
        demandDeps(stages);
        LockFile lock = LockFile.read(project);
        List<String> ran = new ArrayList<>();
        for (Stage stage : stages) {
            List<String> reasons = force ? List.of("forced") : change.reasons(stage, lock);
            if (stage.frozen() || reasons.isEmpty()) {
                out.println(stage.name() + ": " + (stage.frozen() ? "frozen" : "up to date"));
            } else {
                out.println(stage.name() + ": runs (" + String.join(", ", reasons) + ")");
                run(stage, lock);
                ran.add(stage.name());
            }
        }
        return ran;
    }

    private void run(Stage stage, LockFile lock) {
        // Taken before: if somebody edits an input meanwhile, the entry no longer matches and the next run repeats the
        // stage.
        ObjectNode inputs = change.inputs(stage);
        stage.outs().stream().filter(o -> !o.persist()).forEach(o -> delete(project.resolve(stage.fromRoot(o.path()))));
        stage.outs().forEach(o -> makeParent(project.resolve(stage.fromRoot(o.path()))));
        out.flush();
        shell.run(stage);
        lock.record(stage.name(), change.entry(stage, inputs));
    }

    /** Said before the first stage runs, not an hour later. */
    private void demandDeps(List<Stage> stages) {
        for (Stage stage : stages) {
            for (String dep : stage.deps()) {
                String path = stage.fromRoot(dep);
                if (!Files.exists(project.resolve(path)) && graph.makersOf(path).isEmpty()) {
                    throw new BadInput(
                            "stage \"" + stage.name() + "\" needs \"" + dep
                                    + "\", which no stage writes and which is not there",
                            "correct the path in dvc.yaml, or put the file in place");
                }
            }
        }
    }

    /** The names of the stages that a dry run announces: the changed ones and those that read what these write. */
    Set<String> affected(Set<String> changed) {
        Set<String> affected = new LinkedHashSet<>(changed);
        for (Stage stage : graph.order(List.of())) {
            boolean reached = stage.deps().stream()
                    .flatMap(dep -> graph.makersOf(stage.fromRoot(dep)).stream())
                    .anyMatch(affected::contains);
            if (reached && !stage.frozen()) {
                affected.add(stage.name());
            }
        }
        return affected;
    }

    /** With patterns in {@code .dvcignore} DVC would see other folders than we do. */
    private void refuseIgnoreFile() {
        Path file = project.resolve(".dvcignore");
        try {
            boolean patterns = Files.exists(file)
                    && Files.readAllLines(file).stream().anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
            if (patterns) {
                throw new BadInput(
                        ".dvcignore has patterns, which this runner does not support",
                        "empty it, or run the pipeline by \"dvc repro\"");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void makeParent(Path path) {
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of " + path, e);
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + path, e);
        }
    }
}
