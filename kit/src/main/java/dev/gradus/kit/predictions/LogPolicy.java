package dev.gradus.kit.predictions;

import java.time.Duration;

/**
 * How large a log may grow and how long it is kept.
 *
 * <pre>{@code
 * new LogPolicy(64 << 20, Duration.ofHours(24), 4L << 30, Duration.ofDays(90), 10_000)
 * }</pre>
 *
 * @param segmentBytes a file is closed once it is that large
 * @param segmentAge a file is closed once it is that old
 * @param keepBytes of predictions, the oldest files go beyond that many bytes
 * @param keepAge files go once they are that old
 * @param waiting rows that may wait to be written before more are refused
 */
public record LogPolicy(long segmentBytes, Duration segmentAge, long keepBytes, Duration keepAge, int waiting) {

    public LogPolicy {
        if (segmentBytes < 1 || keepBytes < segmentBytes || waiting < 1) {
            throw new IllegalArgumentException("a log of %d bytes in files of %d with %d rows waiting"
                    .formatted(keepBytes, segmentBytes, waiting));
        }
    }
}
