package [=package];

import dev.gradus.kit.weights.Normaliser;
import java.util.List;

/**
 * The training rides as the network reads them: normalised, in their order. The columns of a ride are made each time they are asked
 * for, since holding those of all rides would take twenty times the memory of the rides.
 */
final class TrainingSet {

    private final TripFeatures features;
    private final List<TripRecord> rides;
    private final Normaliser normaliser;

    private TrainingSet(TripFeatures features, List<TripRecord> rides, Normaliser normaliser) {
        this.features = features;
        this.rides = rides;
        this.normaliser = normaliser;
    }

    static TrainingSet of(TripFeatures features, List<TripRecord> rides) {
        Normaliser.Fit fit = new Normaliser.Fit(features.names());
        for (int i = 0; i < rides.size(); i++) {
            TripRecord ride = rides.get(i);
            fit.add(features.encodeForTraining(ride, i), (float) ride.minutes());
        }
        return new TrainingSet(features, rides, fit.solve());
    }

    Normaliser normaliser() {
        return normaliser;
    }

    int rides() {
        return rides.size();
    }

    int columns() {
        return normaliser.columns().size();
    }

    /** How long a ride took. */
    double minutes(int ride) {
        return rides.get(ride).minutes();
    }

    /** A ride as the network reads it. */
    Example example(int ride) {
        TripRecord record = rides.get(ride);
        float[] columns = features.encodeForTraining(record, ride);
        normaliser.apply(columns);
        return new Example(features.categories(record), columns, normaliser.target((float) record.minutes()));
    }

    /**
     * What is learnt from one ride.
     *
     * @param categories the numbers to look up embeddings by
     * @param columns normalised
     * @param target the duration on the network's scale
     */
    record Example(int[] categories, float[] columns, float target) {}
}
