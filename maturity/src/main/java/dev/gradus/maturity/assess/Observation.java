package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.fact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was observed of a project: with a catalogue, waivers and an instant, all that an assessment follows from.
 *
 * <pre>{@code
 * Assessment assessment = new Assessor(catalogue).assess(observation, List.of(), clock.instant());
 * }</pre>
 *
 * @param project the project's name
 * @param stage the stage that it was scaffolded at or promoted to, null where Gradus did not make it
 * @param committedAt the time of the assessed commit, or of the plan
 * @param reports when each collector reported last, by its name; one that is missing never did
 */
public record Observation(
        String project,
        @Nullable Stage stage,
        Subject subject,
        Instant committedAt,
        List<Fact> facts,
        SortedMap<String, Instant> reports) {

    public Observation {
        facts = List.copyOf(facts);
        reports = new TreeMap<>(reports);
    }

    /** The same, had every collector that reported within the grace before {@code now} gone on until {@code later}. */
    public Observation continued(Duration grace, Instant now, Instant later) {
        SortedMap<String, Instant> continued = new TreeMap<>();
        for (Map.Entry<String, Instant> report : reports.entrySet()) {
            boolean alive = !now.isAfter(report.getValue().plus(grace));
            continued.put(report.getKey(), alive && later.isAfter(report.getValue()) ? later : report.getValue());
        }
        return new Observation(project, stage, subject, committedAt, facts, continued);
    }
}
