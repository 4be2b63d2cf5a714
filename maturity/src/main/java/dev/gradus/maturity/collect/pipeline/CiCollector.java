package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.Pipeline;
import dev.gradus.maturity.collect.ci.Trigger;
import dev.gradus.maturity.collect.survey.Survey;
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
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Observes what pipelines run, what starts it, what ran before it, and what they name in vain. */
public final class CiCollector implements Collector {

    static final FactType PIPELINE = FactType.of(
            "ci.pipeline",
            Evidence.TREE,
            "A configuration of a continuous-integration service. readable: what starts its jobs can be told from the tree.",
            Map.of("service", ValueType.STRING, "readable", ValueType.BOOLEAN, "jobs", ValueType.INTEGER));
    static final FactType COMMAND = FactType.of(
            "ci.command",
            Evidence.TREE,
            "A line or action of a pipeline that does something of account: test (with test.java or test.python), data, train,"
                    + " evaluate, register, package, image, deploy. triggers: change, push, branch, tag, release, schedule,"
                    + " upstream, event, manual, elsewhere; none where it never runs. decides: its failure is that of the job."
                    + " cached: it is left out where a cache has its result. unattended: something but a person starts it."
                    + " after: what must have passed before it in its pipeline, and in the one that it follows.",
            Map.of(
                    "service", ValueType.STRING,
                    "job", ValueType.STRING,
                    "does", ValueType.STRINGS,
                    "triggers", ValueType.STRINGS,
                    "unattended", ValueType.BOOLEAN,
                    "decides", ValueType.BOOLEAN,
                    "cached", ValueType.BOOLEAN,
                    "environment", ValueType.STRING,
                    "after", ValueType.STRINGS));
    static final FactType JOB = FactType.of(
            "ci.job",
            Evidence.TREE,
            "A job of a pipeline with everything that its commands do, those that a cache may leave out apart.",
            Map.of(
                    "name", ValueType.STRING,
                    "does", ValueType.STRINGS,
                    "triggers", ValueType.STRINGS,
                    "unattended", ValueType.BOOLEAN,
                    "decides", ValueType.BOOLEAN));
    static final FactType DANGLING = FactType.of(
            "ci.dangling",
            Evidence.TREE,
            "A file, module, class, target, workflow or action that a pipeline names, or a command on its way, and the tree has"
                    + " not. What a build makes is left out.",
            Map.of("job", ValueType.STRING, "missing", ValueType.STRING));

    private static final Pattern BUILT =
            Pattern.compile("(.*/)?(target|build|dist|out|bin|node_modules|\\.?venv|models?|artifacts)(/.*)?");

    private final Surveys surveys;

    public CiCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "ci";
    }

    @Override
    public List<FactType> declares() {
        return List.of(PIPELINE, COMMAND, JOB, DANGLING);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Observed observed = new Observed(survey.pipelines().all(), new Doing(survey));
        observed.pipelines().forEach(pipeline -> note(pipeline, observed, notes));
        return notes.facts();
    }

    private static void note(Pipeline pipeline, Observed observed, Notes notes) {
        Map<String, Object> value = Map.of(
                "service", pipeline.service().label(),
                "readable", pipeline.readable(),
                "jobs", (long) pipeline.jobs().size());
        notes.add(PIPELINE, value, Location.of(pipeline.path()));
        Set<Led.Dangling> told = new HashSet<>();
        for (Job job : pipeline.jobs()) {
            observed.of(pipeline, job).forEach(command -> note(command, notes));
            notes.add(JOB, value(job, observed.of(pipeline, job)), Location.of(job.path(), job.line()));
            observed.dangling(job).filter(told::add).forEach(each -> dangling(job.name(), each, notes));
        }
        pipeline.absent()
                .forEach(each -> notes.add(
                        DANGLING,
                        Map.of("job", pipeline.name(), "missing", each.missing()),
                        Location.of(each.path(), each.line())));
    }

    private static void note(Observed.Line line, Notes notes) {
        if (line.does().isEmpty()) {
            return;
        }
        Map<String, Object> value = Map.of(
                "service", line.pipeline().service().label(),
                "job", line.job().name(),
                "does", List.copyOf(line.does()),
                "triggers", labels(line.triggers()),
                "unattended", line.unattended(),
                "decides", line.decides(),
                "cached", line.cached(),
                "environment", line.job().environment(),
                "after", List.copyOf(line.after()));
        notes.add(COMMAND, value, Location.of(line.path(), line.line()));
    }

    private static Map<String, Object> value(Job job, List<Observed.Line> lines) {
        Set<String> does = new TreeSet<>();
        lines.stream()
                .filter(line ->
                        line.decides() && !line.cached() && !line.triggers().isEmpty())
                .forEach(line -> does.addAll(line.does()));
        return Map.of(
                "name", job.name(),
                "does", List.copyOf(does),
                "triggers", labels(job.triggers()),
                "unattended", lines.stream().anyMatch(Observed.Line::unattended),
                "decides", !job.tolerated());
    }

    private static void dangling(String job, Led.Dangling dangling, Notes notes) {
        String name = dangling.missing().substring(dangling.missing().lastIndexOf(' ') + 1);
        if (!BUILT.matcher(name).matches()) {
            notes.add(
                    DANGLING,
                    Map.of("job", job, "missing", dangling.missing()),
                    Location.of(dangling.path(), dangling.line()));
        }
    }

    private static List<String> labels(Set<Trigger> triggers) {
        return triggers.stream().map(Trigger::label).sorted().toList();
    }
}
