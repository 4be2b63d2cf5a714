package dev.gradus.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofHours(6), 14);

    @Test
    void eachWaitIsThreeTimesTheOneBeforeUpToTheLongest() {
        assertThat(IntStream.of(1, 2, 3, 10, 100).mapToObj(attempt -> BACKOFF.after(attempt, 0)))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(18),
                        Duration.ofHours(6),
                        Duration.ofHours(6));
    }

    @Property
    void chanceTakesAtMostHalf(
            @ForAll @IntRange(min = 1, max = 1_000_000) int attempt,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double chance) {
        Duration longest = BACKOFF.after(attempt, 0);

        assertThat(BACKOFF.after(attempt, chance)).isBetween(longest.dividedBy(2), longest);
    }

    @Test
    void theLastTryIsTheLast() {
        assertThat(BACKOFF.spent(13)).isFalse();
        assertThat(BACKOFF.spent(14)).isTrue();
    }
}
