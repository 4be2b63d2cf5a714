package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Capability;
import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The stages as they are at one instant: which is held depends only on which controls count. */
final class Ladder {

    private final Catalogue catalogue;
    private final Instant instant;

    Ladder(Catalogue catalogue, Instant instant) {
        this.catalogue = catalogue;
        this.instant = instant;
    }

    /** The highest stage that is held by a project that is recognised as one, which holds the lowest in any case. */
    Stage level(Predicate<Control> counts) {
        Stage level = Stage.ADHOC;
        for (Stage stage : Stage.values()) {
            if (stage != Stage.ADHOC) {
                if (!holds(stage, counts)) {
                    return level;
                }
                level = stage;
            }
        }
        return level;
    }

    private boolean holds(Stage stage, Predicate<Control> counts) {
        return !inForce(stage).isEmpty() && missingCore(stage, counts).isEmpty() && shortBy(stage, counts) == 0;
    }

    /** How many controls beside the core ones are wanting for the quorum. */
    private int shortBy(Stage stage, Predicate<Control> counts) {
        List<Control> others =
                inForce(stage).stream().filter(control -> !control.core()).toList();
        int counted = (int) others.stream().filter(counts).count();
        return Math.max(0, catalogue.rule(stage).quorum().least(others.size()) - counted);
    }

    private List<Control> missingCore(Stage stage, Predicate<Control> counts) {
        return missing(stage, counts).stream().filter(Control::core).toList();
    }

    /** The controls of a stage that do not count, the cheapest first. */
    List<Control> missing(Stage stage, Predicate<Control> counts) {
        return inForce(stage).stream()
                .filter(counts.negate())
                .sorted(Comparator.comparing(Control::effort))
                .toList();
    }

    /** The fewest and cheapest controls with which the stage would be held, cheapest first. */
    List<Control> blocking(Stage stage, Predicate<Control> counts) {
        List<Control> blocking = new ArrayList<>(missingCore(stage, counts));
        missing(stage, counts).stream()
                .filter(control -> !control.core())
                .limit(shortBy(stage, counts))
                .forEach(blocking::add);
        blocking.sort(Comparator.comparing(Control::effort));
        return List.copyOf(blocking);
    }

    /** For each capability the highest stage up to which all its controls count; a stage without any raises nothing. */
    Map<Capability, Stage> profile(Predicate<Control> counts) {
        Map<Capability, Stage> profile = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            profile.put(capability, highest(capability, counts));
        }
        return Collections.unmodifiableMap(profile);
    }

    private Stage highest(Capability capability, Predicate<Control> counts) {
        Stage highest = Stage.ADHOC;
        for (Stage stage : Stage.values()) {
            List<Control> controls = inForce(stage).stream()
                    .filter(control -> control.capability() == capability)
                    .toList();
            if (!controls.stream().allMatch(counts)) {
                return highest;
            }
            if (!controls.isEmpty()) {
                highest = stage;
            }
        }
        return highest;
    }

    private List<Control> inForce(Stage stage) {
        return catalogue.controls(stage).stream()
                .filter(control -> control.countsAt(instant))
                .toList();
    }
}
