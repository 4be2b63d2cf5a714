package dev.gradus.platform.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How often an address may be wrong about who it is: a guesser is slowed down, and can not fill the audit. */
@ApplicationScoped
public class FailureLimit {
    private static final int MOST_ADDRESSES = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final LoadingCache<String, Bucket> buckets;

    FailureLimit(Limits limits) {
        int perMinute = limits.failuresPerMinute();
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(REMEMBERED)
                .build(network -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /** Counts an attempt from the address as a failure; refused if there were too many. */
    void require(String address) {
        ConsumptionProbe probe = bucket(address).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw TooMany.problem(
                    "too many failed logins or unknown tokens came from this address", probe.getNanosToWaitForRefill());
        }
    }

    /** Takes back a counted attempt that succeeded. */
    void forgive(String address) {
        bucket(address).addTokens(1);
    }

    private Bucket bucket(String address) {
        return buckets.get(Network.of(address));
    }
}
