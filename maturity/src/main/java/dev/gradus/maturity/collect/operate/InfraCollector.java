package dev.gradus.maturity.collect.operate;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.operate.Definition.Missing;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Observes the code that environments are made from, and which commands apply it. */
public final class InfraCollector implements Collector {

    static final FactType DEFINITION = FactType.of(
            "infra.definition",
            Evidence.TREE,
            "Code that an environment is made from. kind: kustomize, manifests, helm, terraform, compose or cdk. resources: how"
                    + " many objects it defines. dangling: how many files it names in vain. applied: a command of the project, or an"
                    + " agent that follows the repository, applies it. automatic: without a person.",
            Map.of(
                    "kind", ValueType.STRING,
                    "place", ValueType.STRING,
                    "resources", ValueType.INTEGER,
                    "dangling", ValueType.INTEGER,
                    "applied", ValueType.BOOLEAN,
                    "automatic", ValueType.BOOLEAN));
    static final FactType DANGLING = FactType.of(
            "infra.dangling",
            Evidence.TREE,
            "A place that a definition of an environment, or a command that applies one, names and the tree has not. applied:"
                    + " a command meets it.",
            Map.of("kind", ValueType.STRING, "missing", ValueType.STRING, "applied", ValueType.BOOLEAN));
    static final FactType PLACEHOLDER = FactType.of(
            "infra.placeholder",
            Evidence.TREE,
            "A value in an applied definition that is still to be filled in.",
            Map.of("kind", ValueType.STRING, "text", ValueType.STRING));

    private static final Pattern UNFILLED = Pattern.compile(
            "(?i)\\b(TODO|FIXME|CHANGE[-_]?ME|REPLACE[-_]?ME)\\b|<?\\byour[-_](registry|org|project|bucket|image|\\w+-here)\\b>?");

    private final Surveys surveys;

    public InfraCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "infrastructure";
    }

    @Override
    public List<FactType> declares() {
        return List.of(DEFINITION, DANGLING, PLACEHOLDER);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Environments environments = Environments.of(survey);
        environments.definitions().forEach(each -> note(each, environments.applying(), survey.texts(), notes));
        environments.commands().stream()
                .filter(each ->
                        each.isOwn() && environments.definitions().stream().noneMatch(each::applies))
                .forEach(each -> dangling(each, notes));
        return notes.facts();
    }

    private static void note(Definition definition, List<Applying> applying, TreeText texts, Notes notes) {
        List<Applying> by =
                applying.stream().filter(each -> each.applies(definition)).toList();
        Map<String, Object> value = Map.of(
                "kind",
                definition.kind().label(),
                "place",
                definition.place(),
                "resources",
                (long) definition.resources(),
                "dangling",
                (long) definition.missing().size(),
                "applied",
                !by.isEmpty(),
                "automatic",
                by.stream().anyMatch(Applying::automatic));
        notes.add(DEFINITION, value, Location.of(definition.path()));
        for (Missing missing : definition.missing()) {
            Map<String, Object> named =
                    Map.of("kind", definition.kind().label(), "missing", missing.name(), "applied", !by.isEmpty());
            notes.add(DANGLING, named, Location.of(missing.path(), missing.line()));
        }
        if (!by.isEmpty()) {
            definition.files().forEach(path -> placeholders(definition, path, texts, notes));
        }
    }

    private static void placeholders(Definition definition, String path, TreeText texts, Notes notes) {
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Matcher unfilled = UNFILLED.matcher(lines.get(i));
            if (unfilled.find()) {
                Map<String, Object> value = Map.of("kind", definition.kind().label(), "text", unfilled.group());
                notes.add(PLACEHOLDER, value, Location.of(path, i + 1));
            }
        }
    }

    /** A command whose definition is not there; a tool that runs in a folder of its own names none. */
    private static void dangling(Applying applying, Notes notes) {
        Map<String, Object> value = Map.of(
                "kind",
                applying.kind().label(),
                "missing",
                applying.named().isEmpty() ? "a definition" : applying.named(),
                "applied",
                true);
        notes.add(DANGLING, value, Location.of(applying.path(), applying.line()));
    }
}
