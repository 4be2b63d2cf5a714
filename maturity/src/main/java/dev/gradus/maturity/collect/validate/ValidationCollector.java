package dev.gradus.maturity.collect.validate;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.source.UseCollector;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Observes what checks data, whether training waits for it, and whether anything could fail it. */
public final class ValidationCollector implements Collector {

    static final FactType RUN = FactType.of(
            "data.validation",
            Evidence.TREE,
            "Where data is checked. reached: a command gets there. beforeTraining: a command that trains gets there first, or"
                    + " waits for one that does. stops: what it finds is not caught, ignored or unread.",
            Map.of(
                    "library", ValueType.STRING,
                    "reached", ValueType.BOOLEAN,
                    "beforeTraining", ValueType.BOOLEAN,
                    "stops", ValueType.BOOLEAN));
    static final FactType CONSTRAINT = FactType.of(
            "data.constraint",
            Evidence.TREE,
            "Something that data must be, in a check that a command reaches. trivial: no data can fail it.",
            Map.of("library", ValueType.STRING, "constraint", ValueType.STRING, "trivial", ValueType.BOOLEAN));

    private final Surveys surveys;

    public ValidationCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "validations";
    }

    @Override
    public List<FactType> declares() {
        return List.of(RUN, CONSTRAINT);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Sites sites = new Sites(survey.texts());
        Map<Site, Boolean> found = new TreeMap<>(Site.ORDER);
        List<Started> all = survey.programs().started();
        Stages stages = Stages.of(survey);
        for (Started started : all) {
            sites.of(started).forEach(site -> found.merge(site, false, Boolean::logicalOr));
            if (started.reaches().stream()
                    .anyMatch(reach -> UseCollector.training(reach).findAny().isPresent())) {
                sites.before(started).forEach(site -> found.put(site, true));
                all.stream()
                        .filter(other -> stages.before(started.command()).contains(other.command()))
                        .flatMap(sites::of)
                        .forEach(site -> found.put(site, true));
            }
        }
        found.forEach((site, before) -> run(notes, site, true, before));
        sites.unreached(survey, found.keySet()).forEach(site -> run(notes, site, false, false));
        sites.constraints(found.keySet(), all)
                .distinct()
                .forEach(each -> notes.add(
                        CONSTRAINT,
                        Map.of(
                                "library", each.library().label(),
                                "constraint", each.text(),
                                "trivial", each.trivial()),
                        Location.of(each.path(), each.line())));
        return notes.facts();
    }

    private static void run(Notes notes, Site site, boolean reached, boolean before) {
        Map<String, Object> value = Map.of(
                "library", site.library().label(), "reached", reached, "beforeTraining", before, "stops", site.stops());
        notes.add(RUN, value, Location.of(site.path(), site.line()));
    }
}
