package dev.gradus.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Property
    void aQuantileIsWithinOnePercentOfTheValueThere(
            @ForAll @Size(min = 1, max = 200) double[] values, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        Quantiles quantiles = new Quantiles();
        double[] sane = Arrays.stream(values).map(value -> value % 1e9).toArray();
        Arrays.stream(sane).forEach(quantiles::add);
        Arrays.sort(sane);

        double exact = sane[(int) Math.round(share * (sane.length - 1))];

        assertThat(quantiles.at(share)).isCloseTo(exact, within(0.0101 * Math.abs(exact) + 1e-6));
    }

    @Property
    void partsAddUp(@ForAll @Size(max = 50) double[] first, @ForAll @Size(min = 1, max = 50) double[] second) {
        Quantiles whole = new Quantiles();
        Quantiles one = new Quantiles();
        Quantiles other = new Quantiles();
        for (double value : first) {
            whole.add(value);
            one.add(value);
        }
        for (double value : second) {
            whole.add(value);
            other.add(value);
        }

        one.add(other);

        for (double share : new double[] {0, 0.1, 0.5, 0.9, 1}) {
            assertThat(one.at(share)).isEqualTo(whole.at(share));
        }
    }

    @Test
    void ofNothingThereIsNoQuantile() {
        assertThat(new Quantiles().at(0.5)).isNaN();
    }
}
