package dev.gradus.platform.outbox;

import java.time.Duration;

/**
 * How long to wait before the next try: three times as long each time, up to a bound, and up to a half less by chance, so that
 * what failed together does not come back together. With the defaults, 14 tries are spread over a day and a half.
 *
 * @param first after the first failure
 * @param longest whatever the count
 * @param tries after which a task is given up
 */
record Backoff(Duration first, Duration longest, int tries) {
    private static final int FACTOR = 3;

    /**
     * The wait after a failed try.
     *
     * @param attempt that failed, from 1
     * @param chance in [0, 1)
     */
    Duration after(int attempt, double chance) {
        double millis = first.toMillis() * Math.pow(FACTOR, attempt - 1.0);
        double bounded = Math.min(millis, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - chance / 2)));
    }

    boolean spent(int attempt) {
        return attempt >= tries;
    }
}
