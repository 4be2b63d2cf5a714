package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.catalogue.Strength;
import dev.gradus.maturity.fact.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the facts say of one control, for every instant from now on.
 *
 * @param checks the results of those checks that apply
 */
record ControlResult(Control control, boolean applicable, List<CheckResult> checks) {

    /** By the tree alone. */
    Verdict potential(Instant instant) {
        return verdict(checks.stream().filter(ControlResult::ofTheTree).toList(), instant);
    }

    /** By everything that was observed, as far as the stage demands it. */
    Verdict certified(Instant instant, Strength demanded) {
        return verdict(demanded(instant, demanded), instant);
    }

    /**
     * A check that is stronger than its stage demands can only add strength: if it could also contradict, a project would
     * gain by keeping its collector away.
     */
    private List<CheckResult> demanded(Instant instant, Strength demanded) {
        return checks.stream()
                .filter(result ->
                        result.check().strength().compareTo(demanded) <= 0 || result.at(instant) == Verdict.PASS)
                .toList();
    }

    private Verdict verdict(List<CheckResult> results, Instant instant) {
        if (!applicable) {
            return Verdict.NOT_APPLICABLE;
        }
        return results.stream()
                .map(result -> result.at(instant))
                .reduce(Verdict::and)
                .orElse(Verdict.UNKNOWN);
    }

    /** The strongest evidence that passes, or the strongest that does not where none does; null where nothing is known. */
    @Nullable Strength strength(Instant instant, boolean runtime) {
        Strength shown = strongest(runtime, result -> result.at(instant) == Verdict.PASS);
        return shown != null ? shown : strongest(runtime, result -> result.at(instant) != Verdict.UNKNOWN);
    }

    private @Nullable Strength strongest(boolean runtime, Predicate<CheckResult> which) {
        return checks.stream()
                .filter(result -> runtime || ofTheTree(result))
                .filter(which)
                .map(result -> result.check().strength())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** When the latest of its facts of runtime was observed, null without any. */
    @Nullable Instant observedAt() {
        return checks.stream()
                .map(CheckResult::observedAt)
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The ends of its evidence, in no order. */
    List<Instant> ends() {
        return checks.stream()
                .map(CheckResult::expiresAt)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** The same, if every collector that is not silent now goes on reporting the same. */
    ControlResult continued(Instant now) {
        return new ControlResult(
                control,
                applicable,
                checks.stream().map(result -> result.continued(now)).toList());
    }

    /** The last instant at which it passes for all that is known; null: no end is known. */
    @Nullable Instant expiresAt(Instant instant, Strength demanded) {
        return demanded(instant, demanded).stream()
                .map(CheckResult::expiresAt)
                .flatMap(Stream::ofNullable)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What speaks against it, each thing once; where a check fails without a word, the control's own statement. */
    List<Finding> findings(Instant instant, boolean runtime, Strength demanded) {
        List<Finding> findings = new ArrayList<>();
        for (CheckResult result : runtime ? demanded(instant, demanded) : checks) {
            if (runtime || ofTheTree(result)) {
                findings.addAll(result.findings());
                if (result.at(instant) == Verdict.FAIL && result.findings().isEmpty()) {
                    findings.add(Finding.of("Not shown: " + control.statement()));
                }
            }
        }
        return findings.stream().distinct().toList();
    }

    private static boolean ofTheTree(CheckResult result) {
        return result.check().evidence() == Evidence.TREE;
    }
}
