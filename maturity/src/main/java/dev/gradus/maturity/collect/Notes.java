package dev.gradus.maturity.collect;

import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a collector gathers of one project, in the order in which it sees them.
 *
 * <pre>{@code
 * Notes notes = new Notes(project, name());
 * notes.add(NOTEBOOK, Map.of(), Location.of("explore.ipynb"));
 * return notes.facts();
 * }</pre>
 */
public final class Notes {

    private final Project project;
    private final String collector;
    private final List<Fact> facts = new ArrayList<>();

    public Notes(Project project, String collector) {
        this.project = project;
        this.collector = collector;
    }

    /** A fact that is true at the assessed commit. */
    public void add(FactType type, Map<String, Object> value, @Nullable Location location) {
        add(type, value, location, project.committedAt());
    }

    /** A fact that was true at another time. */
    public void add(FactType type, Map<String, Object> value, @Nullable Location location, Instant observedAt) {
        facts.add(Fact.of(type, project.name(), value, observedAt, collector, location));
    }

    public List<Fact> facts() {
        return List.copyOf(facts);
    }
}
