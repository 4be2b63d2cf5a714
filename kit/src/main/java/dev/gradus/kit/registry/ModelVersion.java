package dev.gradus.kit.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One registered version of a model; it never changes.
 *
 * <pre>{@code
 * {"name": "mobility.rides", "version": "3", "runId": "9f…", "digest": "sha256:41d0…", "contract": "pre-trip",
 *  "createdAt": "2026-11-23T10:00:00Z", "metrics": {"rmse": 5.91}}
 * }</pre>
 *
 * @param name the model's name, {@code <team>.<project>}
 * @param version a whole number from 1
 * @param runId the run that made it
 * @param digest {@code sha256:} and 64 hexadecimal digits over the file
 * @param contract the feature contract, {@code pre-trip} or {@code post-trip}
 * @param createdAt when it was registered
 * @param metrics measured numbers; durations' errors in minutes
 */
public record ModelVersion(
        String name,
        String version,
        String runId,
        String digest,
        String contract,
        Instant createdAt,
        SortedMap<String, Double> metrics) {

    public ModelVersion {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
