package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Check;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the facts say of one check, for every instant from now on.
 *
 * @param basis what it is as of the latest observation
 * @param facts those that were looked at
 * @param expiresAt the last instant at which PASS rests on facts within the window; null: for ever
 * @param silentAt the last instant at which silence of the collectors means nothing; null: it never means anything
 */
record CheckResult(
        Check check,
        Verdict basis,
        List<Fact> facts,
        @Nullable Instant expiresAt,
        @Nullable Instant silentAt,
        List<Finding> findings) {

    static CheckResult of(Check check, Verdict basis, List<Fact> facts, List<Finding> findings) {
        return new CheckResult(check, basis, facts, null, null, findings);
    }

    Verdict at(Instant instant) {
        if (basis != Verdict.PASS) {
            return basis;
        }
        if (expiresAt != null && instant.isAfter(expiresAt)) {
            return Verdict.STALE;
        }
        return silentAt != null && instant.isAfter(silentAt) ? Verdict.UNKNOWN : Verdict.PASS;
    }

    /** When the latest of its facts of runtime was observed, null without any. */
    @Nullable Instant observedAt() {
        return facts.stream()
                .filter(fact -> fact.type().evidence() == Evidence.RUNTIME)
                .map(Fact::observedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The same, if its collectors go on reporting the same unless they are silent now. */
    CheckResult continued(Instant now) {
        return silentAt == null || now.isAfter(silentAt)
                ? this
                : new CheckResult(check, basis, facts, expiresAt, null, findings);
    }
}
