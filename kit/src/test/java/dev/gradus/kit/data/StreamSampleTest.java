package dev.gradus.kit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.Arrays;
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

    @Property(tries = 100)
    void aListThatPacksItsRowsHoldsTheSameOnes(
            @ForAll @IntRange(max = 3000) int offered, @ForAll @IntRange(min = 1, max = 200) int most) {
        StreamSample<Integer> packed = new StreamSample<>(most, new PackedNumbers());

        IntStream.range(0, offered).forEach(packed::add);

        assertThat(packed.rows()).isEqualTo(sample(offered, most).rows());
    }

    private static StreamSample<Integer> sample(int offered, int most) {
        StreamSample<Integer> sample = new StreamSample<>(most);
        IntStream.range(0, offered).forEach(sample::add);
        return sample;
    }

    /** Can do what a sample asks of its list, and no more. */
    private static final class PackedNumbers extends AbstractList<Integer> {
        private int[] numbers = new int[0];

        @Override
        public boolean add(Integer number) {
            numbers = Arrays.copyOf(numbers, numbers.length + 1);
            numbers[numbers.length - 1] = number;
            return true;
        }

        @Override
        public Integer get(int index) {
            return numbers[index];
        }

        @Override
        public Integer set(int index, Integer number) {
            int before = numbers[index];
            numbers[index] = number;
            return before;
        }

        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        protected void removeRange(int from, int to) {
            assertThat(to).isEqualTo(numbers.length);
            numbers = Arrays.copyOf(numbers, from);
        }
    }
}
