package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.SourceFile;
import dev.gradus.maturity.collect.code.SourceIndex;
import dev.gradus.maturity.collect.pipeline.Gatekeeping.Spot;
import dev.gradus.maturity.collect.source.UseCollector;
import dev.gradus.maturity.collect.source.UseCollector.Use;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Led;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Observes whether something that can refuse a model stands before each call that registers one, and by which bounds. */
public final class GateCollector implements Collector {

    static final FactType REGISTRATION = FactType.of(
            "gate.registration",
            Evidence.TREE,
            "A call that registers a model and that a command reaches. guarded: on every way to it, the comparison of a score"
                    + " with a bound can keep the program from going on. overwritten: the outcome of a comparison is replaced"
                    + " before it.",
            Map.of("api", ValueType.STRING, "guarded", ValueType.BOOLEAN, "overwritten", ValueType.BOOLEAN));
    static final FactType BOUND = FactType.of(
            "gate.bound",
            Evidence.TREE,
            "A bound that such a comparison holds a score against. bites: a model that has learnt nothing would miss it, whatever"
                    + " the data: a share below one of another model's error, or at least one half of a score between 0 and 1."
                    + " placeholder: it is still to be filled in.",
            Map.of(
                    "name", ValueType.STRING,
                    "value", ValueType.STRING,
                    "bites", ValueType.BOOLEAN,
                    "placeholder", ValueType.BOOLEAN));

    private final Surveys surveys;

    public GateCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "gatekeeping";
    }

    @Override
    public List<FactType> declares() {
        return List.of(REGISTRATION, BOUND);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Map<Spot, Found> registrations =
                new TreeMap<>(Comparator.comparing(Spot::path).thenComparing(Spot::line));
        List<Gatekeeping> gates = new ArrayList<>();
        Map<Set<Led.Program>, Gatekeeping> known = new HashMap<>();
        Function<Started, Gatekeeping> reading =
                started -> known.computeIfAbsent(started.led().programs(), programs -> gatekeeping(survey, started));
        GateSteps steps = GateSteps.of(survey, reading);
        for (Started started : survey.programs().started()) {
            List<Use> uses = UseCollector.uses(started)
                    .filter(use -> use.what().equals("register"))
                    .toList();
            if (!uses.isEmpty()) {
                Gatekeeping gatekeeping = reading.apply(started);
                gates.add(gatekeeping);
                uses.forEach(use -> registrations.merge(spot(use), found(use, gatekeeping, steps), Found::and));
            }
        }
        gates.addAll(steps.gates());
        Set<Bounds.Bound> bounds = new LinkedHashSet<>();
        gates.forEach(gate -> bounds.addAll(new Bounds(survey.texts()).of(gate.comparisons(), gate.guards())));
        registrations.forEach((spot, found) -> notes.add(
                REGISTRATION,
                Map.of("api", found.api(), "guarded", found.guarded(), "overwritten", found.overwritten()),
                Location.of(spot.path(), spot.line())));
        bounds.forEach(bound -> notes.add(
                BOUND,
                Map.of(
                        "name", bound.name(),
                        "value", bound.value(),
                        "bites", bound.bites(),
                        "placeholder", bound.placeholder()),
                Location.of(bound.path(), bound.line())));
        return notes.facts();
    }

    /** What was found of a registration from one command, or from several. */
    private record Found(String api, boolean guarded, boolean overwritten) {
        Found and(Found other) {
            return new Found(api, guarded && other.guarded, overwritten || other.overwritten);
        }
    }

    private static Found found(Use use, Gatekeeping gatekeeping, GateSteps steps) {
        Spot spot = spot(use);
        return new Found(
                use.api(),
                !gatekeeping.exposed().contains(spot) || steps.guarded().contains(spot),
                gatekeeping.overwritten().contains(spot));
    }

    private static Spot spot(Use use) {
        return new Spot(use.path(), use.line());
    }

    private static Gatekeeping gatekeeping(Survey survey, Started started) {
        List<Flow> flows = new ArrayList<>();
        started.files()
                .map(SourceFile::path)
                .distinct()
                .forEach(path -> flows.addAll(index(survey, path).flows(path)));
        Gatekeeping gatekeeping = new Gatekeeping(flows, spots(started, "register"), spots(started, "train"));
        for (Led.Program program : started.led().programs()) {
            Set<String> starts = Set.of(CodeUnit.FILE, program.function());
            flows.stream()
                    .filter(flow -> flow.path().equals(program.path()) && starts.contains(flow.name()))
                    .forEach(gatekeeping::start);
        }
        return gatekeeping;
    }

    static Set<Spot> spots(Started started, String what) {
        return UseCollector.uses(started)
                .filter(use -> use.what().equals(what))
                .map(GateCollector::spot)
                .collect(Collectors.toSet());
    }

    private static SourceIndex index(Survey survey, String path) {
        return path.endsWith(".java") ? survey.javas() : survey.pythons();
    }
}
