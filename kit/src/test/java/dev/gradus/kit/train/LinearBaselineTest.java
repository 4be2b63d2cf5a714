package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.weights.ModelFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class LinearBaselineTest {

    @Test
    void whatIsLinearIsFoundExactly() {
        LinearBaseline.Fit fit = new LinearBaseline.Fit(true);
        for (int i = 0; i < 10; i++) {
            fit.add(1, 2, i, 3 + 2.0 * i);
            fit.add(2, 1, i, 7 + 2.0 * i);
        }
        LinearBaseline baseline = fit.solve();

        assertThat(baseline.predict(1, 2, 100)).isCloseTo(203, within(1e-9));
        assertThat(baseline.predict(2, 1, 0)).isCloseTo(7, within(1e-9));
        assertThat(baseline.predict(9, 9, 1)).isCloseTo(5 + 2, within(1e-9));
        assertThat(baseline.mean()).isCloseTo(14, within(1e-9));
    }

    @Property(tries = 100)
    void noOtherSlopeOrEffectHasASmallerError(@ForAll long seed) {
        Random random = new Random(seed);
        double[][] rides = new double[60][];
        LinearBaseline.Fit fit = new LinearBaseline.Fit(true);
        for (int i = 0; i < rides.length; i++) {
            rides[i] = new double[] {
                random.nextInt(4), random.nextInt(4), random.nextDouble() * 9, random.nextDouble() * 60
            };
            fit.add((int) rides[i][0], (int) rides[i][1], rides[i][2], rides[i][3]);
        }
        LinearBaseline best = fit.solve();

        // The residuals of least squares are orthogonal to every column.
        double withDistance = 0;
        double[] withPair = new double[16];
        for (double[] ride : rides) {
            double residual = ride[3] - best.predict((int) ride[0], (int) ride[1], ride[2]);
            withDistance += residual * ride[2];
            withPair[(int) (ride[0] * 4 + ride[1])] += residual;
        }
        assertThat(withDistance).isCloseTo(0, within(1e-8));
        assertThat(withPair).containsOnly(new double[16], within(1e-8));
    }

    @Test
    void withoutDistanceItIsThePairsMean() {
        LinearBaseline.Fit fit = new LinearBaseline.Fit(false);
        fit.add(1, 2, 5, 10);
        fit.add(1, 2, 50, 20);
        fit.add(3, 4, 1, 30);

        LinearBaseline baseline = fit.solve();

        assertThat(baseline.predict(1, 2, Double.NaN)).isEqualTo(15);
        assertThat(baseline.predict(8, 8, Double.NaN)).isCloseTo(22.5, within(1e-12));
    }

    @Test
    void itSurvivesTheModelsFile() {
        LinearBaseline.Fit fit = new LinearBaseline.Fit(true);
        fit.add(265, 264, 1, 10);
        fit.add(265, 264, 2, 14);
        LinearBaseline baseline = fit.solve();
        ModelFile file = ModelFile.of(
                "post-trip",
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                baseline.tensors());

        LinearBaseline read = LinearBaseline.of(file);

        assertThat(read.predict(265, 264, 3)).isCloseTo(baseline.predict(265, 264, 3), within(1e-5));
        assertThat(read.mean()).isCloseTo(12, within(1e-5));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "GRADUS_TLC", matches = ".+")
    void learntFromJanuaryItHasItsPublishedErrorInFebruary() {
        LinearBaseline.Fit fit = new LinearBaseline.Fit(true);
        TripReader.readRides(
                month("2021-01"),
                ride -> fit.add(
                        Objects.requireNonNull(ride.pickupZone()),
                        Objects.requireNonNull(ride.dropoffZone()),
                        Objects.requireNonNull(ride.distance()),
                        ride.minutes()));
        LinearBaseline baseline = fit.solve();
        Errors errors = new Errors();
        TripReader.readRides(
                month("2021-02"),
                ride -> errors.add(
                        baseline.predict(
                                Objects.requireNonNull(ride.pickupZone()),
                                Objects.requireNonNull(ride.dropoffZone()),
                                Objects.requireNonNull(ride.distance())),
                        ride.minutes()));

        assertThat(errors.rmse()).isCloseTo(7.48, within(0.005));
    }

    private static TripFile month(String month) {
        return TripFiles.of(Path.of("")).find(month).get(0);
    }
}
