package dev.gradus.kit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.BadInput;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PredictionIntervalsTest {

    @Property(tries = 300)
    void everyIntervalHoldsItsPredictionAndStaysWithinTheRidesThatAreLearntFrom(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int rides,
            @ForAll @DoubleRange(min = 1, max = 60) double minutes) {
        PredictionIntervals intervals = fit(new Random(seed), rides).solve(0.9);

        assertThat(intervals.low(minutes)).isBetween(1.0, minutes);
        assertThat(intervals.high(minutes)).isBetween(minutes, 60.0);
    }

    @Property(tries = 50)
    void aWiderPromiseIsAWiderInterval(@ForAll long seed, @ForAll @DoubleRange(min = 1, max = 60) double minutes) {
        PredictionIntervals.Fit fit = fit(new Random(seed), 1000);

        assertThat(fit.solve(0.5).low(minutes))
                .isGreaterThanOrEqualTo(fit.solve(0.9).low(minutes));
        assertThat(fit.solve(0.5).high(minutes))
                .isLessThanOrEqualTo(fit.solve(0.9).high(minutes));
    }

    @Test
    void theyHoldTheShareOfNewRidesThatTheyPromiseForShortRidesAndForLong() {
        PredictionIntervals intervals = fit(new Random(1), 20_000).solve(0.9);
        Random random = new Random(2);
        int[] rides = new int[2];
        int[] within = new int[2];

        for (int i = 0; i < 20_000; i++) {
            double predicted = predicted(random);
            double actual = actual(random, predicted);
            int half = predicted < 15 ? 0 : 1;
            rides[half]++;
            within[half] += intervals.low(predicted) <= actual && actual <= intervals.high(predicted) ? 1 : 0;
        }

        assertThat((double) within[0] / rides[0]).isBetween(0.88, 0.92);
        assertThat((double) within[1] / rides[1]).isBetween(0.88, 0.92);
    }

    /** Nineteen rides are the fewest of which one may lie beyond each end; eighteen promise nothing. */
    @Test
    void tooFewRidesPromiseNothing() {
        assertThat(fit(new Random(1), 18).solve(0.9).low(30)).isEqualTo(1);
        assertThat(fit(new Random(1), 18).solve(0.9).high(30)).isEqualTo(60);
        assertThat(fit(new Random(1), 19).solve(0.9).high(30)).isLessThan(60);
    }

    @Test
    void withoutRidesThereAreNone() {
        PredictionIntervals none = new PredictionIntervals.Fit().solve(0.9);

        assertThat(none.low(12)).isNaN();
        assertThat(none.high(12)).isNaN();
        assertThat(none.json()).isEmpty();
        assertThat(PredictionIntervals.of(model(none.json())).low(12)).isNaN();
    }

    @Property(tries = 50)
    void theySurviveTheModelsFileToTheBit(@ForAll long seed, @ForAll @DoubleRange(min = 1, max = 60) double minutes) {
        PredictionIntervals intervals = fit(new Random(seed), 2500).solve(0.9);
        ModelFile model = model(intervals.json());

        ModelFile read = SafeTensors.read("model", model.bytes());

        assertThat(read.digest()).isEqualTo(model.digest());
        assertThat(PredictionIntervals.of(read).low(minutes)).isEqualTo(intervals.low(minutes));
        assertThat(PredictionIntervals.of(read).high(minutes)).isEqualTo(intervals.high(minutes));
        assertThat(PredictionIntervals.of(read).json().path(0).path("coverage").asDouble())
                .isEqualTo(0.9);
    }

    @Test
    void incompleteOnesAreRefused() {
        JsonNode json = fit(new Random(1), 2500).solve(0.9).json().deepCopy();
        ((ObjectNode) json.path(0)).putArray("below");

        assertThatThrownBy(() -> PredictionIntervals.of(model(json)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("prediction intervals are incomplete");
    }

    private static PredictionIntervals.Fit fit(Random random, int rides) {
        PredictionIntervals.Fit fit = new PredictionIntervals.Fit();
        for (int i = 0; i < rides; i++) {
            double predicted = predicted(random);
            fit.add(predicted, actual(random, predicted));
        }
        return fit;
    }

    private static double predicted(Random random) {
        return 5 + 35 * random.nextDouble();
    }

    /** Long rides are farther off than short ones. */
    private static double actual(Random random, double predicted) {
        return Math.max(1, Math.min(60, predicted * (1 + 0.2 * random.nextGaussian())));
    }

    private static ModelFile model(JsonNode intervals) {
        ObjectNode empty = new ObjectMapper().createObjectNode();
        return ModelFile.of("pre-trip", empty, JsonNodeFactory.instance.objectNode(), Map.of())
                .with("predictionIntervals", intervals);
    }
}
