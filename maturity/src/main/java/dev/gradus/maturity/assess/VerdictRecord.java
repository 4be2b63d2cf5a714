package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Effort;
import dev.gradus.maturity.catalogue.Finding;
import dev.gradus.maturity.catalogue.Strength;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is kept for ever: with the facts that are kept beside it, it can be found again.
 *
 * @param control the id and the catalogue's version, as in {@code deps-pinned@1.0.0}
 * @param subject id of the assessed tree, null where there is none
 * @param verdict the certified one, or the potential one where no collector of runtime facts ever reported
 * @param collectors the names of those that observed what it rests on
 */
public record VerdictRecord(
        String control,
        @Nullable String subject,
        Verdict verdict,
        @Nullable Strength strength,
        Instant observedAt,
        @Nullable Instant expiresAt,
        List<String> collectors,
        List<Finding> findings,
        String remedy,
        Effort effort) {}
