package dev.gradus.maturity.collect;

import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import java.util.List;

/** Observes a project and says what it saw; judges nothing. */
public interface Collector {

    /** The collector's name, which its facts carry as their source. */
    String name();

    /** Every type of fact that this collector can report. */
    List<FactType> declares();

    /**
     * Whether what this collector looks at is there at all: a collector of runs that finds no folder of runs has not
     * seen that nothing ran, it has seen nothing. What such a collector would report stays unknown.
     */
    default boolean canSee(Project project) {
        return true;
    }

    /** The facts of the project, in a stable order. */
    List<Fact> collect(Project project);
}
