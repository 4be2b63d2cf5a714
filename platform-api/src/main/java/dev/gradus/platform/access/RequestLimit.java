package dev.gradus.platform.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.gradus.platform.problem.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** How often one token may ask: far more than any client needs, so that one that runs wild does not starve the others. */
@ApplicationScoped
public class RequestLimit {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final LoadingCache<String, Bucket> buckets;

    RequestLimit(Limits limits) {
        int perSecond = limits.requestsPerSecond();
        buckets = Caffeine.newBuilder().expireAfterAccess(REMEMBERED).build(token -> Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build());
    }

    /** Counts a request; the problem to answer if there were too many. */
    Optional<Problem> count(Caller caller) {
        ConsumptionProbe probe = buckets.get(caller.token()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(TooMany.problem(
                        "too many requests came with the token \"" + caller.token() + "\"",
                        probe.getNanosToWaitForRefill()));
    }
}
