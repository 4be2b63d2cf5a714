package dev.gradus.kit.train;

import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Tensor;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model has to beat: the mean, and least squares on one indicator per ordered pair of zones and, where the contract
 * allows it, the distance.
 *
 * <p>Least squares is solved exactly: within each pair the indicator takes the mean away, so the slope is that of the
 * distances' and durations' deviations from their pair's means, and the rest follows. Of all solutions (the indicators add up
 * to the constant) it is the one of least norm, which gives an unseen pair the unweighted mean of the pairs' effects.
 *
 * <pre>{@code
 * LinearBaseline.Fit fit = new LinearBaseline.Fit(true);
 * fit.add(74, 166, 1.2, 6.5);                    // zones, miles, minutes
 * LinearBaseline baseline = fit.solve();
 * baseline.predict(74, 166, 1.3);                // minutes
 * }</pre>
 */
public final class LinearBaseline {

    private static final String PAIRS = "baseline/linear/pairs";
    private static final String CONSTANTS = "baseline/linear/constants";
    private static final int PAIR_COLUMNS = 3;

    private final double mean;
    private final double slope;
    private final double unseen;
    private final SortedMap<Integer, Double> effects;

    private LinearBaseline(double mean, double slope, double unseen, SortedMap<Integer, Double> effects) {
        this.mean = mean;
        this.slope = slope;
        this.unseen = unseen;
        this.effects = effects;
    }

    /** Minutes of the mean ride. */
    public double mean() {
        return mean;
    }

    /** Minutes by least squares; the distance in miles is not looked at when it was not learnt from. */
    public double predict(int pickupZone, int dropoffZone, double distance) {
        double effect = effects.getOrDefault(key(pickupZone, dropoffZone), unseen);
        return slope == 0 ? effect : effect + slope * distance;
    }

    /** For the model's file, so that an evaluation much later compares with the same baseline. */
    public Map<String, Tensor> tensors() {
        float[] pairs = new float[effects.size() * PAIR_COLUMNS];
        int at = 0;
        for (Map.Entry<Integer, Double> effect : effects.entrySet()) {
            pairs[at++] = effect.getKey() >> Short.SIZE;
            pairs[at++] = effect.getKey() & 0xffff;
            pairs[at++] = effect.getValue().floatValue();
        }
        return Map.of(
                PAIRS, Tensor.matrix(effects.size(), PAIR_COLUMNS, pairs),
                CONSTANTS, Tensor.vector((float) mean, (float) slope, (float) unseen));
    }

    /** From the model's file. */
    public static LinearBaseline of(ModelFile model) {
        float[] pairs = model.matrix(PAIRS).values();
        float[] constants = model.tensor(CONSTANTS).values();
        SortedMap<Integer, Double> effects = new TreeMap<>();
        for (int at = 0; at < pairs.length; at += PAIR_COLUMNS) {
            effects.put(key((int) pairs[at], (int) pairs[at + 1]), (double) pairs[at + 2]);
        }
        return new LinearBaseline(constants[0], constants[1], constants[2], effects);
    }

    private static int key(int pickupZone, int dropoffZone) {
        return pickupZone << Short.SIZE | dropoffZone;
    }

    /** Sums per pair of zones, in memory that depends on the number of pairs alone. */
    public static final class Fit {

        private final boolean withDistance;
        private final SortedMap<Integer, Sums> pairs = new TreeMap<>();

        public Fit(boolean withDistance) {
            this.withDistance = withDistance;
        }

        /** Adds one ride: taxi zones, miles, minutes. */
        public void add(int pickupZone, int dropoffZone, double distance, double minutes) {
            pairs.computeIfAbsent(key(pickupZone, dropoffZone), pair -> new Sums())
                    .add(withDistance ? distance : 0, minutes);
        }

        /** Solves for the rides added so far. */
        public LinearBaseline solve() {
            double covariance = 0;
            double variance = 0;
            double minutes = 0;
            double rides = 0;
            for (Sums sums : pairs.values()) {
                covariance += sums.covariance;
                variance += sums.variance;
                minutes += sums.rides * sums.meanMinutes;
                rides += sums.rides;
            }
            double slope = variance == 0 ? 0 : covariance / variance;
            SortedMap<Integer, Double> effects = new TreeMap<>();
            double sum = 0;
            for (Map.Entry<Integer, Sums> pair : pairs.entrySet()) {
                double effect = pair.getValue().meanMinutes - slope * pair.getValue().meanDistance;
                effects.put(pair.getKey(), effect);
                sum += effect;
            }
            return new LinearBaseline(minutes / rides, slope, sum / effects.size(), effects);
        }
    }

    private static final class Sums {
        private double rides;
        private double meanDistance;
        private double meanMinutes;
        private double variance;
        private double covariance;

        void add(double distance, double minutes) {
            rides++;
            double delta = distance - meanDistance;
            meanDistance += delta / rides;
            meanMinutes += (minutes - meanMinutes) / rides;
            variance += delta * (distance - meanDistance);
            covariance += delta * (minutes - meanMinutes);
        }
    }
}
