package dev.gradus.kit.pipeline;

import dev.gradus.kit.data.BadInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which stage needs which. One stage needs another when a path it reads is, holds, or lies in a path the other writes.
 *
 * <pre>{@code
 * new StageGraph(stages).order(List.of("evaluate"));   // prepare, train, evaluate
 * }</pre>
 */
final class StageGraph {

    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final Map<String, String> makers = new LinkedHashMap<>();

    StageGraph(Collection<Stage> all) {
        all.forEach(stage -> stages.put(stage.name(), stage));
        all.forEach(stage -> stage.outs().forEach(out -> claim(stage, stage.fromRoot(out.path()))));
        order(List.of());
    }

    /** The targets, or every stage when there are none, each after what it needs; otherwise in the file's order. */
    List<Stage> order(List<String> targets) {
        Set<String> done = new LinkedHashSet<>();
        for (String target : targets.isEmpty() ? stages.keySet() : targets) {
            if (!stages.containsKey(target)) {
                throw new BadInput(
                        "there is no stage \"" + target + "\" in dvc.yaml",
                        "take one of " + String.join(", ", stages.keySet()));
            }
            visit(target, new ArrayList<>(), done);
        }
        return done.stream().map(this::stage).toList();
    }

    /** The name of the stage that writes a path, or a part of it. */
    Set<String> makersOf(String path) {
        Set<String> found = new LinkedHashSet<>();
        makers.forEach((out, maker) -> {
            if (overlap(out, path)) {
                found.add(maker);
            }
        });
        return found;
    }

    private Stage stage(String name) {
        return java.util.Objects.requireNonNull(stages.get(name));
    }

    private void visit(String name, List<String> path, Set<String> done) {
        if (path.contains(name)) {
            List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
            cycle.add(name);
            throw new BadInput(
                    "the stages " + String.join(" -> ", cycle) + " need each other in a circle",
                    "let each stage read only what an earlier one writes");
        }
        if (done.contains(name)) {
            return;
        }
        path.add(name);
        Stage stage = stage(name);
        stage.deps().forEach(dep -> makersOf(stage.fromRoot(dep)).forEach(maker -> visit(maker, path, done)));
        path.remove(path.size() - 1);
        done.add(name);
    }

    private void claim(Stage stage, String out) {
        makers.forEach((path, maker) -> {
            if (overlap(path, out)) {
                throw new BadInput(
                        "the stages \"" + maker + "\" and \"" + stage.name() + "\" both write \"" + out + "\""
                                + (path.equals(out) ? "" : " (one of them as \"" + path + "\")"),
                        "give each its own path");
            }
        });
        makers.put(out, stage.name());
    }

    private static boolean overlap(String a, String b) {
        return a.equals(b) || a.startsWith(b + "/") || b.startsWith(a + "/");
    }
}
