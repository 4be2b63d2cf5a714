package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Observes what a cluster is told to start by the clock, where it reaches code that trains. */
public final class ScheduleCollector implements Collector {

    static final FactType SCHEDULE = FactType.of(
            "train.schedule",
            Evidence.TREE,
            "A workload that a cluster starts by the clock and whose command reaches code that trains.",
            Map.of("kind", ValueType.STRING, "schedule", ValueType.STRING, "suspended", ValueType.BOOLEAN));

    private static final Set<String> KINDS = Set.of("CronJob", "CronWorkflow", "ScheduledWorkflow", "RayCronJob");
    private static final int DEEPEST = 20;

    private final Surveys surveys;

    public ScheduleCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public List<FactType> declares() {
        return List.of(SCHEDULE);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Doing doing = new Doing(survey);
        survey.texts()
                .paths(path -> path.matches(".*\\.ya?ml") && !path.contains("/templates/"))
                .filter(path -> survey.texts()
                        .of(path)
                        .filter(text -> text.contains("kind: "))
                        .isPresent())
                .forEach(path -> YamlNode.documents(survey.texts().of(path).orElse("")).stream()
                        .filter(document -> KINDS.contains(document.text("kind")))
                        .forEach(document -> note(path, document, doing, notes)));
        return notes.facts();
    }

    private static void note(String path, YamlNode document, Doing doing, Notes notes) {
        Optional<YamlNode> spec = document.get("spec");
        List<Command> commands = new ArrayList<>();
        spec.ifPresent(node -> commands(path, node, commands, 0));
        if (spec.isPresent()
                && commands.stream().anyMatch(each -> doing.of(each).does().contains("train"))) {
            Map<String, Object> value = Map.of(
                    "kind", document.text("kind"),
                    "schedule", spec.get().text("schedule"),
                    "suspended", spec.get().text("suspend").equals("true"));
            notes.add(SCHEDULE, value, Location.of(path, document.line()));
        }
    }

    /** The commands of the containers in a specification, however deep they stand. */
    private static void commands(String path, YamlNode node, List<Command> commands, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.get("command").isPresent() || node.get("args").isPresent()) {
            List<String> words = Stream.of("command", "args")
                    .flatMap(key -> node.get(key).stream())
                    .flatMap(list -> list.items().stream())
                    .map(item -> item.text().contains(" ") ? "'" + item.text() + "'" : item.text())
                    .toList();
            Command.Step step = new Command.Step(String.join(" ", words), node.line());
            commands.add(new Command(Command.Kind.SHELL, "", path, node.line(), "", List.of(step)));
        }
        node.entries().values().forEach(child -> commands(path, child, commands, depth + 1));
        node.items().forEach(child -> commands(path, child, commands, depth + 1));
    }
}
