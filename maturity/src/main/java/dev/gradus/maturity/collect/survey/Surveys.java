package dev.gradus.maturity.collect.survey;

import dev.gradus.maturity.collect.Project;
import org.jspecify.annotations.Nullable;

/** The survey of the project that is being collected, shared by the collectors. */
public final class Surveys {

    private @Nullable Survey latest;

    /** The survey of the project; a new one whenever the project is another than before. */
    public synchronized Survey of(Project project) {
        Survey known = latest;
        if (known == null || !known.project().equals(project)) {
            known = new Survey(project);
            latest = known;
        }
        return known;
    }
}
