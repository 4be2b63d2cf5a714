package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Capability;
import dev.gradus.maturity.catalogue.Effort;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.catalogue.Strength;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one control comes to.
 *
 * @param verdict the potential one, by the tree alone
 * @param certified the one with facts of history and runtime; null where no collector of runtime facts ever reported
 * @param strength of the evidence that passes, null where nothing is known
 * @param observedAt when the latest evidence was observed
 * @param expiresAt the last instant at which the certified verdict counts by what is known now; null: no end is known
 */
public record ControlVerdict(
        String control,
        Stage stage,
        Capability capability,
        boolean core,
        Verdict verdict,
        @Nullable Verdict certified,
        @Nullable Strength strength,
        Instant observedAt,
        @Nullable Instant expiresAt,
        List<Finding> findings,
        String remedy,
        Effort effort,
        List<String> references) {}
