package dev.gradus.maturity.collect.validate;

import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.Pipeline;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.ScriptLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which commands must have succeeded before which, by the graph of a pipeline or the steps of a job. */
final class Stages {

    private final Map<Command, Set<Command>> before = new HashMap<>();

    private Stages() {}

    static Stages of(Survey survey) {
        Stages stages = new Stages();
        List<Command> dvc = survey.wiring().commands().stream()
                .filter(command -> command.kind() == Command.Kind.DVC)
                .toList();
        dvc.stream().map(Command::path).distinct().forEach(path -> stages.graph(survey.texts(), path, dvc));
        survey.pipelines().all().forEach(stages::jobs);
        return stages;
    }

    /** Everything that must have succeeded before the command, itself left out. */
    Set<Command> before(Command command) {
        return before.getOrDefault(command, Set.of());
    }

    /** A stage waits for those whose results it reads, however indirectly. */
    private void graph(TreeText texts, String path, List<Command> commands) {
        Map<String, YamlNode> stages = texts.of(path)
                .flatMap(YamlNode::parse)
                .flatMap(root -> root.get("stages"))
                .map(YamlNode::entries)
                .orElse(Map.of());
        Map<String, Set<String>> waits = new HashMap<>();
        stages.forEach((name, stage) -> waits.put(
                name,
                stages.entrySet().stream()
                        .filter(other -> !other.getKey().equals(name) && reads(stage, other.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet())));
        commands.stream().filter(command -> command.path().equals(path)).forEach(command -> {
            Set<String> upstream = new LinkedHashSet<>();
            gather(command.name(), waits, upstream);
            before.put(
                    command,
                    commands.stream()
                            .filter(other -> other.path().equals(path) && upstream.contains(other.name()))
                            .collect(Collectors.toSet()));
        });
    }

    private static void gather(String name, Map<String, Set<String>> waits, Set<String> upstream) {
        waits.getOrDefault(name, Set.of()).stream()
                .filter(upstream::add)
                .forEach(each -> gather(each, waits, upstream));
    }

    private static boolean reads(YamlNode stage, YamlNode other) {
        List<String> outs = Stream.of("outs", "metrics", "plots")
                .flatMap(key -> names(other, key))
                .toList();
        return names(stage, "deps").anyMatch(dep -> outs.stream()
                .anyMatch(out -> dep.equals(out) || dep.startsWith(out + "/") || out.startsWith(dep + "/")));
    }

    /** The items of a list, each a name or a name with settings. */
    private static Stream<String> names(YamlNode stage, String key) {
        return stage.get(key).map(YamlNode::items).orElse(List.of()).stream()
                .flatMap(item -> item.text().isEmpty() ? item.entries().keySet().stream() : Stream.of(item.text()));
    }

    private void jobs(Pipeline pipeline) {
        for (Job job : pipeline.jobs()) {
            Set<Command> earlier = new HashSet<>();
            pipeline.before(job).stream().flatMap(Stages::commands).forEach(earlier::add);
            commands(job).forEach(command -> {
                before.put(command, Set.copyOf(earlier));
                earlier.add(command);
            });
        }
    }

    private static Stream<Command> commands(Job job) {
        return job.steps().stream()
                .filter(step -> !step.script().isEmpty()
                        && !step.tolerated()
                        && !step.triggers().isEmpty())
                .map(step -> ScriptLine.whole(job, step));
    }
}
