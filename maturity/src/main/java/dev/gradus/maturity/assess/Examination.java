package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Check;
import dev.gradus.maturity.catalogue.Condition;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.catalogue.FindingRule;
import dev.gradus.maturity.catalogue.Scope;
import dev.gradus.maturity.catalogue.Strength;
import dev.gradus.maturity.catalogue.Undecided;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactTable;
import dev.gradus.maturity.fact.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the questions of a catalogue to the facts of one project. */
final class Examination {

    private final Catalogue catalogue;
    private final Facts facts;
    private final Map<String, Instant> reports;

    Examination(Catalogue catalogue, Facts facts, Map<String, Instant> reports) {
        this.catalogue = catalogue;
        this.facts = facts;
        this.reports = reports;
    }

    /** Whether the repository holds an ML project at all. */
    boolean recognised() {
        try {
            return holds(catalogue.recognised());
        } catch (Undecided e) {
            return false;
        }
    }

    ControlResult examine(Control control) {
        try {
            Scope applies = control.applies();
            if (applies != null && reported(applies.select()) && !holds(applies)) {
                return new ControlResult(control, false, List.of());
            }
        } catch (Undecided e) {
            return new ControlResult(control, true, List.of());
        }
        List<CheckResult> results = new ArrayList<>();
        for (Check check : control.checks()) {
            examine(control, check).ifPresent(results::add);
        }
        return new ControlResult(control, true, List.copyOf(results));
    }

    private boolean holds(Scope scope) throws Undecided {
        return scope.when().holds(facts.table(scope.select()));
    }

    /** Empty where the check does not apply. */
    private Optional<CheckResult> examine(Control control, Check check) {
        List<Fact> seen = check.select().stream()
                .flatMap(name -> facts.named(name).stream())
                .toList();
        if (!reported(check.select())) {
            return Optional.of(CheckResult.of(check, Verdict.UNKNOWN, seen, List.of()));
        }
        try {
            if (!holds(check.applies(), facts.table(check.select()), true)) {
                return Optional.empty();
            }
            CheckResult result = check.evidence() == Evidence.RUNTIME
                    ? watched(check, control.window(), seen)
                    : shown(check, facts.table(check.select()), seen);
            return Optional.of(atLeastWired(result));
        } catch (Undecided e) {
            return Optional.of(
                    CheckResult.of(check, Verdict.UNKNOWN, seen, List.of(Finding.of(String.valueOf(e.getMessage())))));
        }
    }

    /** What can only be declared is never taken for shown. */
    private static CheckResult atLeastWired(CheckResult result) {
        return result.basis() == Verdict.PASS && result.check().strength().compareTo(Strength.E2) < 0
                ? CheckResult.of(
                        result.check(),
                        Verdict.UNKNOWN,
                        result.facts(),
                        List.of(Finding.of("This can only be declared, and nothing proves it.")))
                : result;
    }

    private static CheckResult shown(Check check, FactTable table, List<Fact> seen) throws Undecided {
        if (holds(check.unknown(), table, false)) {
            return CheckResult.of(check, Verdict.UNKNOWN, seen, findings(check, table));
        }
        return check.pass().holds(table)
                ? CheckResult.of(check, Verdict.PASS, seen, List.of())
                : CheckResult.of(check, Verdict.FAIL, seen, findings(check, table));
    }

    /**
     * A check of runtime is asked as of the latest observation, over what was within the window then. How long a pass
     * lasts follows from the facts alone and not from the clock, so that a level never rises by waiting.
     */
    private CheckResult watched(Check check, @Nullable Duration window, List<Fact> seen) throws Undecided {
        Optional<Instant> latest = seen.stream()
                .filter(Examination::isRuntime)
                .map(Fact::observedAt)
                .max(Comparator.naturalOrder());
        if (latest.isEmpty()) {
            CheckResult nothing = shown(check, facts.table(check.select()), seen);
            return nothing.basis() == Verdict.PASS
                    ? CheckResult.of(
                            check,
                            Verdict.UNKNOWN,
                            seen,
                            List.of(Finding.of("Nothing was observed that could show it.")))
                    : nothing;
        }
        CheckResult result = shown(check, fresh(check, window, latest.get()), seen);
        if (result.basis() == Verdict.FAIL && passes(check, facts.table(check.select()))) {
            return CheckResult.of(check, Verdict.STALE, seen, result.findings());
        }
        Instant expiresAt =
                result.basis() == Verdict.PASS && window != null ? expiry(check, window, latest.get(), seen) : null;
        return new CheckResult(check, result.basis(), seen, expiresAt, silentAt(check), result.findings());
    }

    /** The last instant at which the check passes over what is within the window; by bisection over the facts' ends. */
    private Instant expiry(Check check, Duration window, Instant latest, List<Fact> seen) throws Undecided {
        List<Instant> ends = seen.stream()
                .filter(Examination::isRuntime)
                .map(fact -> fact.observedAt().plus(window))
                .filter(end -> !end.isBefore(latest))
                .distinct()
                .sorted()
                .toList();
        int passing = 0;
        int failing = ends.size() - 1;
        while (passing < failing) {
            int middle = (passing + failing) / 2;
            if (passes(check, fresh(check, window, ends.get(middle).plusNanos(1)))) {
                passing = middle + 1;
            } else {
                failing = middle;
            }
        }
        return ends.get(passing);
    }

    private static boolean passes(Check check, FactTable table) throws Undecided {
        return !holds(check.unknown(), table, false) && check.pass().holds(table);
    }

    private FactTable fresh(Check check, @Nullable Duration window, Instant at) {
        return facts.table(
                check.select(),
                fact -> window == null
                        || !isRuntime(fact)
                        || !at.isAfter(fact.observedAt().plus(window)));
    }

    private static boolean isRuntime(Fact fact) {
        return fact.type().evidence() == Evidence.RUNTIME;
    }

    private static List<Finding> findings(Check check, FactTable table) throws Undecided {
        List<Finding> findings = new ArrayList<>();
        for (FindingRule rule : check.findings()) {
            findings.addAll(rule.find(table));
        }
        return List.copyOf(findings);
    }

    private static boolean holds(@Nullable Condition condition, FactTable table, boolean otherwise) throws Undecided {
        return condition == null ? otherwise : condition.holds(table);
    }

    /** Whether each of the facts could have been reported. */
    private boolean reported(List<String> select) {
        return select.stream().allMatch(name -> lastReport(name).isPresent());
    }

    private Optional<Instant> lastReport(String fact) {
        return reporters(fact).max(Comparator.naturalOrder());
    }

    private Stream<Instant> reporters(String fact) {
        return catalogue.vocabulary().collectors(fact).stream()
                .filter(reports::containsKey)
                .map(reports::get);
    }

    private @Nullable Instant silentAt(Check check) {
        return check.select().stream()
                .filter(name -> catalogue.vocabulary().type(name).orElseThrow().evidence() == Evidence.RUNTIME)
                .flatMap(name -> lastReport(name).stream())
                .min(Comparator.naturalOrder())
                .map(report -> report.plus(catalogue.grace()))
                .orElse(null);
    }
}
