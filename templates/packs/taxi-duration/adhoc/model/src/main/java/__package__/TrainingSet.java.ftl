package [=package];

import dev.gradus.kit.weights.Normaliser;
import java.util.List;

/** The training rides as the network reads them: normalised, in their order. */
final class TrainingSet {

    private final float[][] rows;
    private final int[][] categories;
    private final float[] targets;
    private final Normaliser normaliser;

    private TrainingSet(float[][] rows, int[][] categories, float[] targets, Normaliser normaliser) {
        this.rows = rows;
        this.categories = categories;
        this.targets = targets;
        this.normaliser = normaliser;
    }

    static TrainingSet of(TripFeatures features, List<TripRecord> rides) {
        float[][] rows = new float[rides.size()][];
        int[][] categories = new int[rows.length][];
        float[] minutes = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            TripRecord ride = rides.get(i);
            rows[i] = features.encodeForTraining(ride, i);
            categories[i] = features.categories(ride);
            minutes[i] = (float) ride.minutes();
        }
        Normaliser normaliser = Normaliser.fit(features.names(), rows, minutes);
        for (int i = 0; i < rows.length; i++) {
            normaliser.apply(rows[i]);
            minutes[i] = normaliser.target(minutes[i]);
        }
        return new TrainingSet(rows, categories, minutes, normaliser);
    }

    Normaliser normaliser() {
        return normaliser;
    }

    int rides() {
        return rows.length;
    }

    int columns() {
        return rows[0].length;
    }

    float[] row(int ride) {
        return rows[ride];
    }

    int[] categories(int ride) {
        return categories[ride];
    }

    /** The duration on the network's scale. */
    float target(int ride) {
        return targets[ride];
    }
}
