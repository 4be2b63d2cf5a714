package dev.gradus.maturity.collect.outside;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import java.util.List;

/**
 * A collector that works outside the repository: a code host, a cluster, a monitor. Here it only declares what it reports, so
 * that the catalogue can ask for it; in a bare clone it sees nothing, and what it would report stays unknown.
 *
 * <pre>{@code
 * new Outside("drills", List.of(DRILL)).canSee(project); // false
 * }</pre>
 */
public record Outside(String name, List<FactType> declares) implements Collector {

    @Override
    public boolean canSee(Project project) {
        return false;
    }

    @Override
    public List<Fact> collect(Project project) {
        return List.of();
    }
}
