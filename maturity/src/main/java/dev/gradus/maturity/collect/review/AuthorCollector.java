package dev.gradus.maturity.collect.review;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.survey.History;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Observes who worked on which area in the months before the assessed commit. */
public final class AuthorCollector implements Collector {

    static final FactType AUTHOR = FactType.of(
            "history.author",
            Evidence.HISTORY,
            "An author of the 90 days before the assessed commit, programs left out. train, serve, infra: in how many commits a"
                    + " file of that area was changed; what the first commit of the history brought is nobody's work on an area.",
            Map.of(
                    "author", ValueType.STRING,
                    "train", ValueType.INTEGER,
                    "serve", ValueType.INTEGER,
                    "infra", ValueType.INTEGER));

    private static final Duration RECENT = Duration.ofDays(90);
    private static final Pattern PROGRAM = Pattern.compile(
            ".*(\\[bot]|dependabot|renovate|github-actions|gitlab-bot|semantic-release).*|noreply@github\\.com");

    private final Surveys surveys;

    public AuthorCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "authors";
    }

    @Override
    public List<FactType> declares() {
        return List.of(AUTHOR);
    }

    @Override
    public boolean canSee(Project project) {
        return project.history() != null;
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Map<String, Map<Area, Long>> authors = new TreeMap<>();
        List<History.Commit> commits = surveys.of(project).history().commits();
        Instant since = project.committedAt().minus(RECENT);
        // The last of the list is the beginning: a project as scaffolded or imported.
        for (History.Commit commit : commits.subList(0, Math.max(0, commits.size() - 1))) {
            if (!commit.merge()
                    && commit.at().isAfter(since)
                    && !PROGRAM.matcher(commit.author()).matches()) {
                count(commit, authors.computeIfAbsent(commit.author(), author -> new EnumMap<>(Area.class)));
            }
        }
        authors.forEach((author, areas) -> notes.add(
                AUTHOR,
                Map.of(
                        "author", author,
                        "train", areas.getOrDefault(Area.TRAIN, 0L),
                        "serve", areas.getOrDefault(Area.SERVE, 0L),
                        "infra", areas.getOrDefault(Area.INFRA, 0L)),
                null));
        return notes.facts();
    }

    private static void count(History.Commit commit, Map<Area, Long> areas) {
        commit.changes().stream()
                .flatMap(change -> Area.of(change.path()).stream())
                .distinct()
                .forEach(area -> areas.merge(area, 1L, Long::sum));
    }
}
