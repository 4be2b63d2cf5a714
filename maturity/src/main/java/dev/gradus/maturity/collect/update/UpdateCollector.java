package dev.gradus.maturity.collect.update;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;

/** Observes the programs that propose updates, and the steps that look for known flaws. */
public final class UpdateCollector implements Collector {

    static final FactType BOT = FactType.of(
            "update.bot",
            Evidence.TREE,
            "A program that is set up to propose updates. flaw: what keeps its configuration from working, empty where"
                    + " nothing does. covers: the ecosystems that it looks after.",
            Map.of("kind", ValueType.STRING, "flaw", ValueType.STRING, "covers", ValueType.STRINGS));
    static final FactType ECOSYSTEM = FactType.of(
            "update.ecosystem",
            Evidence.TREE,
            "An ecosystem that the project takes dependencies from: maven, gradle, python, docker, actions or npm.",
            Map.of("ecosystem", ValueType.STRING));
    static final FactType SCAN = FactType.of(
            "scan.step",
            Evidence.TREE,
            "A step of continuous integration that looks for known flaws in dependencies or an image. ignored: why nothing"
                    + " follows from what it finds, empty where its run fails.",
            Map.of("scanner", ValueType.STRING, "ignored", ValueType.STRING));

    private final Surveys surveys;

    public UpdateCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "updates";
    }

    @Override
    public List<FactType> declares() {
        return List.of(BOT, ECOSYSTEM, SCAN);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Map<String, String> ecosystems = Ecosystem.inUse(survey.texts());
        ecosystems.forEach(
                (ecosystem, path) -> notes.add(ECOSYSTEM, Map.of("ecosystem", ecosystem), Location.of(path)));
        Bot.of(survey.texts(), ecosystems.keySet())
                .forEach(bot -> notes.add(
                        BOT,
                        Map.of("kind", bot.kind(), "flaw", bot.flaw(), "covers", List.copyOf(bot.covers())),
                        Location.of(bot.path(), bot.line())));
        Scan.of(survey)
                .forEach(scan -> notes.add(
                        SCAN,
                        Map.of("scanner", scan.scanner(), "ignored", scan.ignored()),
                        Location.of(scan.path(), scan.line())));
        return notes.facts();
    }
}
