package dev.gradus.maturity.assess;

import dev.gradus.maturity.assess.Explanation.CheckExplanation;
import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.catalogue.Strength;
import dev.gradus.maturity.fact.Facts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the facts say of every control of a catalogue, for every instant from now on.
 *
 * @param observed whether a collector of runtime facts ever reported
 */
record Standing(
        Catalogue catalogue,
        Instant committedAt,
        boolean recognised,
        boolean observed,
        Map<String, ControlResult> results,
        Waivers waivers) {

    static Standing of(Catalogue catalogue, Observation observation, Facts facts, Waivers waivers) {
        Examination examination = new Examination(catalogue, facts, observation.reports());
        Map<String, ControlResult> results = new LinkedHashMap<>();
        catalogue.controls().forEach(control -> results.put(control.id(), examination.examine(control)));
        boolean observed = observation.reports().keySet().stream()
                .anyMatch(collector -> catalogue.vocabulary().observesRuntime(collector));
        return new Standing(catalogue, observation.committedAt(), examination.recognised(), observed, results, waivers);
    }

    /** The same, if every collector that is not silent now goes on reporting the same. */
    Standing continued(Instant now) {
        Map<String, ControlResult> continued = new LinkedHashMap<>();
        results.forEach((id, result) -> continued.put(id, result.continued(now)));
        return new Standing(catalogue, committedAt, recognised, observed, continued, waivers);
    }

    Verdict potential(Control control, Instant instant) {
        return waived(control, result(control).potential(instant), instant);
    }

    Verdict certified(Control control, Instant instant) {
        return waived(control, result(control).certified(instant, demanded(control)), instant);
    }

    private Verdict waived(Control control, Verdict verdict, Instant instant) {
        return !verdict.counts() && waivers.live(control, instant).isPresent() ? Verdict.WAIVED : verdict;
    }

    Predicate<Control> potentially(Instant instant) {
        return control -> potential(control, instant).counts();
    }

    Predicate<Control> certifiably(Instant instant) {
        return control -> certified(control, instant).counts();
    }

    @Nullable Stage potentialLevel(Instant instant) {
        return recognised ? new Ladder(catalogue, instant).level(potentially(instant)) : null;
    }

    @Nullable Stage certifiedLevel(Instant instant) {
        return recognised && observed ? new Ladder(catalogue, instant).level(certifiably(instant)) : null;
    }

    /** How many controls up to the level that is shown count by a waiver only. */
    int waived(Instant instant) {
        Stage certified = certifiedLevel(instant);
        Stage shown = certified != null ? certified : potentialLevel(instant);
        return shown == null
                ? 0
                : (int) catalogue.controls().stream()
                        .filter(control -> control.stage().compareTo(shown) <= 0 && control.countsAt(instant))
                        .filter(control ->
                                (certified != null ? certified(control, instant) : potential(control, instant))
                                        == Verdict.WAIVED)
                        .count();
    }

    ControlVerdict verdict(Control control, Instant instant) {
        ControlResult result = result(control);
        Instant runtime = observed ? result.observedAt() : null;
        return new ControlVerdict(
                control.id(),
                control.stage(),
                control.capability(),
                control.core(),
                potential(control, instant),
                observed ? certified(control, instant) : null,
                result.strength(instant, observed),
                runtime == null ? committedAt : runtime,
                expiresAt(control, instant),
                findings(control, instant),
                control.remedy(),
                control.effort(),
                control.references());
    }

    VerdictRecord record(Control control, Subject subject, Instant instant) {
        ControlVerdict verdict = verdict(control, instant);
        Verdict certified = verdict.certified();
        return new VerdictRecord(
                control.id() + "@" + catalogue.version(),
                subject.tree(),
                certified == null ? verdict.verdict() : certified,
                verdict.strength(),
                verdict.observedAt(),
                verdict.expiresAt(),
                collectors(control),
                verdict.findings(),
                verdict.remedy(),
                verdict.effort());
    }

    private List<String> collectors(Control control) {
        return result(control).checks().stream()
                .flatMap(check -> check.check().select().stream())
                .flatMap(name -> catalogue.vocabulary().collectors(name).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private @Nullable Instant expiresAt(Control control, Instant instant) {
        Verdict verdict = observed ? certified(control, instant) : potential(control, instant);
        if (verdict == Verdict.WAIVED) {
            return waivers.live(control, instant).map(Waiver::expiresAt).orElse(null);
        }
        return observed ? result(control).expiresAt(instant, demanded(control)) : null;
    }

    private List<Finding> findings(Control control, Instant instant) {
        return result(control).applicable()
                ? result(control).findings(instant, observed, demanded(control))
                : List.of();
    }

    Explanation explain(Control control, Instant instant) {
        List<CheckExplanation> checks = result(control).checks().stream()
                .map(check -> CheckExplanation.of(check, instant))
                .toList();
        return new Explanation(control, verdict(control, instant), checks);
    }

    /** Every instant after which something may cease to count. */
    Stream<Instant> ends() {
        return Stream.of(
                        results.values().stream().flatMap(result -> result.ends().stream()),
                        waivers.expiries().stream(),
                        catalogue.controls().stream().map(Control::countsFrom).flatMap(Stream::ofNullable))
                .flatMap(instants -> instants);
    }

    private Strength demanded(Control control) {
        return catalogue.rule(control.stage()).demands();
    }

    private ControlResult result(Control control) {
        return Objects.requireNonNull(results.get(control.id()));
    }
}
