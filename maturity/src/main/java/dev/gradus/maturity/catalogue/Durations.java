package dev.gradus.maturity.catalogue;

import java.time.DateTimeException;
import java.time.Duration;

/** Reads spans of time as ISO 8601 writes them. */
final class Durations {

    static final String REMEDY = "Maybe: use an ISO 8601 duration such as P90D or PT24H.";

    private Durations() {}

    static Duration positive(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isZero() || duration.isNegative()) {
            throw new DateTimeException("not a positive duration: " + text);
        }
        return duration;
    }
}
