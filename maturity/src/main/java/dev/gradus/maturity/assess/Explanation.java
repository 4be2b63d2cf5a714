package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Check;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.fact.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a control's verdict is what it is.
 *
 * @param control what is demanded
 * @param checks those that apply to the project
 */
public record Explanation(Control control, ControlVerdict verdict, List<CheckExplanation> checks) {

    /**
     * What one check saw and said.
     *
     * @param check with the expressions as the catalogue has them
     * @param facts what its expressions saw
     * @param observedAt when the latest fact of runtime was observed, null without any
     * @param expiresAt the last instant at which it passes by these facts; null: no end is known
     */
    public record CheckExplanation(
            Check check,
            Verdict verdict,
            List<Fact> facts,
            @Nullable Instant observedAt,
            @Nullable Instant expiresAt,
            List<Finding> findings) {

        static CheckExplanation of(CheckResult result, Instant instant) {
            return new CheckExplanation(
                    result.check(),
                    result.at(instant),
                    result.facts(),
                    result.observedAt(),
                    result.expiresAt(),
                    result.findings());
        }
    }
}
