package dev.gradus.maturity.assess;

import dev.gradus.maturity.assess.Assessment.Fall;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** When each certified level falls, if the collectors go on reporting and nothing new is observed. */
final class Forecast {

    private final Standing standing;
    private final Instant now;

    Forecast(Standing standing, Instant now) {
        this.standing = standing.continued(now);
        this.now = now;
    }

    List<Fall> falls() {
        List<Fall> falls = new ArrayList<>();
        Stage level = Objects.requireNonNull(standing.certifiedLevel(now));
        for (Instant end : standing.ends()
                .filter(end -> !end.isBefore(now))
                .distinct()
                .sorted()
                .toList()) {
            Stage after = Objects.requireNonNull(standing.certifiedLevel(end.plusNanos(1)));
            if (after.compareTo(level) < 0) {
                falls.add(new Fall(end, after, lost(end, after)));
            }
            level = after;
        }
        return List.copyOf(falls);
    }

    /** The first control of the stage that is lost which does not count any longer. */
    private String lost(Instant end, Stage after) {
        Stage stage = after.next().orElseThrow();
        return standing.catalogue().controls(stage).stream()
                .filter(control -> control.countsAt(end.plusNanos(1)))
                .filter(control ->
                        !standing.certified(control, end.plusNanos(1)).counts())
                .filter(control -> standing.certified(control, end).counts() || !control.countsAt(end))
                .map(Control::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s falls and no control is lost".formatted(stage)));
    }
}
