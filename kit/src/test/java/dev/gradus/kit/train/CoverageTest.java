package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {

    @Test
    void ridesWithinTheirIntervalAreCountedEndsIncluded() {
        Coverage coverage = new Coverage();

        coverage.add(8, 12, 8);
        coverage.add(8, 12, 12);
        coverage.add(8, 12, 12.01);
        coverage.add(8, 20, 7.99);

        assertThat(coverage.share()).isEqualTo(0.5);
        assertThat(coverage.width()).isEqualTo(6);
    }

    @Test
    void aRideWithoutAnIntervalDoesNotCount() {
        Coverage coverage = new Coverage();

        coverage.add(Double.NaN, Double.NaN, 8);

        assertThat(coverage.rides()).isZero();
    }
}
