package dev.gradus.kit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamSampleTest {

    @Property(tries = 200)
    void aSampleIsSmallEnoughInOrderAndTheSameEveryTime(
            @ForAll @IntRange(max = 3000) int offered, @ForAll @IntRange(min = 1, max = 200) int most) {
        StreamSample<Integer> sample = sample(offered, most);

        assertThat(sample.rows()).hasSizeLessThanOrEqualTo(most).isSorted().doesNotHaveDuplicates();
        assertThat(sample.rows()).isEqualTo(sample(offered, most).rows());
        assertThat(sample.offered()).isEqualTo(offered);
    }

    @Test
    void whatFitsIsKeptWhole() {
        assertThat(sample(100, 100).rows()).hasSize(100);
    }

    @Test
    void allPartsOfTheStreamAreSampledAlike() {
        StreamSample<Integer> sample = sample(100_000, 10_000);

        long early = sample.rows().stream().filter(row -> row < 50_000).count();
        assertThat(sample.rows()).hasSizeGreaterThan(4_000);
        assertThat((double) early / sample.rows().size()).isBetween(0.48, 0.52);
    }

    private static StreamSample<Integer> sample(int offered, int most) {
        StreamSample<Integer> sample = new StreamSample<>(most);
        IntStream.range(0, offered).forEach(sample::add);
        return sample;
    }
}
