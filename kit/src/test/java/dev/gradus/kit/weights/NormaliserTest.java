package dev.gradus.kit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormaliserTest {

    private final Normaliser normaliser =
            Normaliser.fit(List.of("varies", "constant"), new float[][] {{1, 5}, {3, 5}}, new float[] {10, 20});

    @Test
    void columnsGetMeanZeroAndDeviationOne() {
        float[] row = {3, 5};

        normaliser.apply(row);

        assertThat(row).containsExactly(1, 0);
    }

    @Test
    void whatIsFarOutIsClipped() {
        float[] row = {1e9f, -1e9f};

        normaliser.apply(row);

        assertThat(row).containsExactly(4, -4);
    }

    @Test
    void aDurationComesBack() {
        assertThat(normaliser.minutes(normaliser.target(17.25))).isCloseTo(17.25, within(1e-5));
    }

    @Test
    void aStreamOfRidesTeachesTheSameAsRowsInMemory() {
        Normaliser.Fit fit = new Normaliser.Fit(List.of("varies", "constant"));

        fit.add(new float[] {1, 5}, 10);
        fit.add(new float[] {3, 5}, 20);

        assertThat(fit.solve().json()).isEqualTo(normaliser.json());
    }

    @Test
    void itSurvivesTheModelsFileToTheBit() {
        Normaliser thirds =
                Normaliser.fit(List.of("a"), new float[][] {{1f / 3}, {2e-7f}, {12345.678f}}, new float[] {1, 7, 9});
        ModelFile model = ModelFile.of("pre-trip", thirds.json(), JsonNodeFactory.instance.objectNode(), Map.of());

        Normaliser read = Normaliser.of(SafeTensors.read("model", model.bytes()));

        float[] before = {0.77f};
        float[] after = {0.77f};
        thirds.apply(before);
        read.apply(after);
        assertThat(after).isEqualTo(before);
        assertThat(read.target(3.3)).isEqualTo(thirds.target(3.3));
        assertThat(read.columns()).containsExactly("a");
    }
}
