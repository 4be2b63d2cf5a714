package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    @Test
    void figuresAreThoseOfTheTextbook() {
        Errors errors = new Errors();
        errors.add(2, 1);
        errors.add(2, 4);
        errors.add(7, 4);

        assertThat(errors.rmse()).isCloseTo(Math.sqrt((1 + 4 + 9) / 3.0), within(1e-12));
        assertThat(errors.mae()).isCloseTo(2, within(1e-12));
        assertThat(errors.bias()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(errors.r2()).isCloseTo(1 - 14 / 6.0, within(1e-12));
    }

    @Property
    void partsAddUpToTheWhole(
            @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 1, max = 60) Double> actual,
            @ForAll @DoubleRange(max = 1) double share) {
        int cut = (int) (share * actual.size());
        Errors whole = new Errors();
        Errors left = new Errors();
        Errors right = new Errors();
        for (int i = 0; i < actual.size(); i++) {
            double predicted = 10 + i;
            whole.add(predicted, actual.get(i));
            (i < cut ? left : right).add(predicted, actual.get(i));
        }

        left.add(right);

        assertThat(left.rows()).isEqualTo(whole.rows());
        assertThat(left.rmse()).isCloseTo(whole.rmse(), within(1e-9));
        assertThat(left.mae()).isCloseTo(whole.mae(), within(1e-9));
        assertThat(left.bias()).isCloseTo(whole.bias(), within(1e-9));
        if (actual.stream().distinct().count() > 1 && whole.r2() > -1e6) {
            assertThat(left.r2()).isCloseTo(whole.r2(), within(1e-6 * Math.abs(1 - whole.r2())));
        }
    }
}
