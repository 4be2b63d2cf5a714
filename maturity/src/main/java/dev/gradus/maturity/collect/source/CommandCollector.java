package dev.gradus.maturity.collect.source;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.code.SourceFile;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Led;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Observes the commands of a project, and the names in them that lead nowhere. */
public final class CommandCollector implements Collector {

    static final FactType COMMAND = FactType.of(
            "command.declared",
            Evidence.TREE,
            "A command that a file declares, or a program that stands for a purpose no command declares, and what it starts.",
            Map.of(
                    "kind", ValueType.STRING,
                    "name", ValueType.STRING,
                    "purpose", ValueType.STRING,
                    "programs", ValueType.INTEGER,
                    "notebooks", ValueType.INTEGER,
                    "trains", ValueType.BOOLEAN,
                    "parameterised", ValueType.BOOLEAN));
    static final FactType DANGLING = FactType.of(
            "command.dangling",
            Evidence.TREE,
            "A file, module, class or target that a command names and the tree has not.",
            Map.of("name", ValueType.STRING, "purpose", ValueType.STRING, "missing", ValueType.STRING));

    private final Surveys surveys;

    public CommandCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<FactType> declares() {
        return List.of(COMMAND, DANGLING);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Set<String> told = new HashSet<>();
        for (Started started : surveys.of(project).programs().started()) {
            notes.add(
                    COMMAND,
                    value(started),
                    Location.of(started.command().path(), started.command().line()));
            for (Led.Dangling each : started.led().dangling()) {
                // One command may lead through another; the name that leads nowhere is told once for each purpose.
                if (told.add(started.purpose() + " " + each)) {
                    dangling(notes, started, each);
                }
            }
        }
        return notes.facts();
    }

    private static void dangling(Notes notes, Started started, Led.Dangling dangling) {
        Map<String, Object> value =
                Map.of("name", started.command().name(), "purpose", started.purpose(), "missing", dangling.missing());
        notes.add(DANGLING, value, Location.of(dangling.path(), dangling.line()));
    }

    private static Map<String, Object> value(Started started) {
        return Map.of(
                "kind", started.command().kind().label(),
                "name", started.command().name(),
                "purpose", started.purpose(),
                "programs", (long) started.led().programs().size(),
                "notebooks", (long) started.led().notebooks().size(),
                "trains", UseCollector.purposes(started).contains("train"),
                "parameterised", started.files().anyMatch(SourceFile::parameterised) || readsParameters(started));
    }

    private static boolean readsParameters(Started started) {
        return started.units()
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(unit -> unit.calls().stream())
                .flatMap(call -> call.literals().stream())
                .anyMatch(literal -> literal.matches("(.*/)?(params|config|conf)\\.(ya?ml|toml|json|properties)"));
    }
}
