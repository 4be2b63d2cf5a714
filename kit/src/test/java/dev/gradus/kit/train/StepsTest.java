package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StepsTest {

    @Test
    void aValueFillsTheStepsBelowItAndAPartOfItsOwn() {
        Steps steps = Steps.fit(new double[] {4, 0, 3, 1, 2}, 2);

        assertThat(new double[] {steps.value(0, 3), steps.value(1, 3)}).containsExactly(1, 0.5);
        assertThat(new double[] {steps.value(0, -9), steps.value(1, 99)}).containsExactly(0, 1);
    }

    @Property(tries = 100)
    void everyStepRisesFromZeroToOneAndSurvivesTheModelsFile(
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = -100, max = 100) Double> values,
            @ForAll @IntRange(min = 1, max = 8) int count,
            @ForAll @DoubleRange(min = -200, max = 200) double at) {
        Steps steps = Steps.fit(values.stream().mapToDouble(Double::doubleValue).toArray(), count);
        Steps read = Steps.of(steps.tensor());

        for (int step = 0; step < steps.count(); step++) {
            assertThat(steps.value(step, at)).isBetween(0.0, 1.0).isEqualTo(read.value(step, at));
            assertThat(steps.value(step, at)).isLessThanOrEqualTo(steps.value(step, at + 1));
            if (step > 0) {
                assertThat(steps.value(step, at)).isLessThanOrEqualTo(steps.value(step - 1, at) + 1e-12);
            }
        }
    }

    @Test
    void aStepOfNoHeightIsClimbedByWhatLiesAboveIt() {
        Steps steps = Steps.fit(new double[] {2, 2, 2}, 1);

        assertThat(steps.value(0, 2)).isZero();
        assertThat(steps.value(0, 2.5)).isCloseTo(1, within(0.0));
    }
}
