package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Control;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Those waivers that the catalogue's rules allow. */
public final class Waivers {

    private final List<Waiver> allowed;

    private Waivers(List<Waiver> allowed) {
        this.allowed = allowed;
    }

    /**
     * Leaves out what the rules do not allow. They are taken in the order of their approval, so that one too many when it
     * was approved does not come to life when another expires.
     */
    static Waivers of(Collection<Waiver> waivers, Catalogue catalogue) {
        List<Waiver> allowed = new ArrayList<>();
        waivers.stream()
                .sorted(Comparator.comparing(Waiver::approvedAt)
                        .thenComparing(Waiver::control)
                        .thenComparing(Waiver::expiresAt))
                .filter(waiver -> problem(waiver, allowed, catalogue).isEmpty())
                .forEach(allowed::add);
        return new Waivers(allowed);
    }

    /**
     * Why the catalogue does not allow a waiver beside those already approved; empty where it does.
     *
     * <pre>{@code
     * Waivers.problem(waiver, approved, catalogue).ifPresent(problem -> refuse(problem));
     * }</pre>
     */
    public static Optional<String> problem(Waiver waiver, Collection<Waiver> approved, Catalogue catalogue) {
        Optional<Control> known = control(waiver, catalogue);
        if (known.isEmpty()) {
            return Optional.of("the catalogue has no control " + waiver.control());
        }
        Control control = known.get();
        if (control.core()) {
            return Optional.of("%s is a core control of %s".formatted(control.id(), control.stage()));
        }
        if (waiver.approvedAt().plus(catalogue.waivers().longest()).isBefore(waiver.expiresAt())) {
            return Optional.of("the waiver of %s lasts longer than %d days"
                    .formatted(control.id(), catalogue.waivers().longest().toDays()));
        }
        long others = approved.stream()
                .filter(other -> other.liveAt(waiver.approvedAt()))
                .filter(other -> !other.control().equals(waiver.control()))
                .filter(other -> control(other, catalogue)
                        .filter(its -> its.stage() == control.stage())
                        .isPresent())
                .map(Waiver::control)
                .distinct()
                .count();
        return others < catalogue.waivers().perStage()
                ? Optional.empty()
                : Optional.of("%d waivers are live at %s already".formatted(others, control.stage()));
    }

    private static Optional<Control> control(Waiver waiver, Catalogue catalogue) {
        return catalogue.controls().stream()
                .filter(control -> control.id().equals(waiver.control()))
                .findFirst();
    }

    /** The waiver of a control that lasts longest among those that are live. */
    Optional<Waiver> live(Control control, Instant instant) {
        return allowed.stream()
                .filter(waiver -> waiver.control().equals(control.id()) && waiver.liveAt(instant))
                .max(Comparator.comparing(Waiver::expiresAt));
    }

    List<Instant> expiries() {
        return allowed.stream().map(Waiver::expiresAt).toList();
    }
}
