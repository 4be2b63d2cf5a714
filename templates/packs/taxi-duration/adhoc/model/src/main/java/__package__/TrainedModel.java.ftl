package [=package];

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripColumn;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.LinearBaseline;
import dev.gradus.kit.weights.Ensemble;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Normaliser;
import dev.gradus.kit.weights.PredictionIntervals;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained model in use: features and networks of one file, in plain Java, with no native library. Safe for many threads.
 *
 * <pre>{@code
 * TrainedModel model = TrainedModel.read(Path.of("build/model/model.safetensors"));
 * double minutes = model.minutes(ride);
 * }</pre>
 */
public final class TrainedModel implements Predictor {

    private static final List<Integer> HOURS = List.of(0, 6, 10, 16, 20, 24);

    private final ModelFile file;
    private final TripFeatures features;
    private final Normaliser normaliser;
    private final Ensemble ensemble;
    private final PredictionIntervals intervals;
    private final LinearBaseline baseline;

    private TrainedModel(ModelFile file) {
        this.file = file;
        this.features = TripFeatures.of(file);
        this.normaliser = Normaliser.of(file);
        this.ensemble = Ensemble.of(file);
        this.intervals = PredictionIntervals.of(file);
        this.baseline = LinearBaseline.of(file);
        if (!normaliser.columns().equals(features.names())) {
            throw new BadInput(
                    "the model was trained on other features than TripFeatures has now",
                    "train it again, or go back to the commit it was trained at");
        }
    }

    /** The model of a file. */
    public static TrainedModel read(Path path) {
        return new TrainedModel(ModelFile.read(path));
    }

    /** The model that a file would hold. */
    public static TrainedModel of(ModelFile file) {
        return new TrainedModel(file);
    }

    /** How long a ride will take. */
    public double minutes(TripRecord ride) {
        float[] row = features.encode(ride);
        normaliser.apply(row);
        return ensemble.predict(features.categories(ride), row);
    }

    /** How long a ride will take, and between which bounds as often as the model promises. */
    public Prediction predict(TripRecord ride) {
        double minutes = minutes(ride);
        return new Prediction(minutes, intervals.low(minutes), intervals.high(minutes));
    }

    @Override
    public Prediction predict(TripRow ride) {
        return predict(TripRecord.of(ride));
    }

    @Override
    public double baseline(TripRow ride) {
        return baseline(TripRecord.of(ride));
    }

    @Override
    public SortedMap<String, String> groups(TripRow ride) {
        return groups(TripRecord.of(ride));
    }

    @Override
    public Set<TripColumn> needs() {
        return needsDistance() ? TripColumn.NEEDED_AFTER_TRIP : TripColumn.NEEDED_AT_PICKUP;
    }

    /** Whether a ride must have its distance to be predicted. */
    public boolean needsDistance() {
        return contract() == Contract.POST_TRIP;
    }

    public Contract contract() {
        return Contract.of(file.contract());
    }

    /** Minutes of the mean training ride. */
    public double mean() {
        return baseline.mean();
    }

    /** Minutes by the linear baseline. */
    public double baseline(TripRecord ride) {
        return baseline.predict(ride.pickupZone(), ride.dropoffZone(), ride.distance());
    }

    @Override
    public ModelFile file() {
        return file;
    }

    /** The groups of rides whose errors are looked at apart. */
    public SortedMap<String, String> groups(TripRecord ride) {
        SortedMap<String, String> groups = new TreeMap<>();
        groups.put("borough", features.borough(ride));
        groups.put("hours", hours(ride.pickup().getHour()));
        groups.put("details", ride.detailsMissing() ? "missing" : "given");
        return groups;
    }

    private static String hours(int hour) {
        int band = 1;
        while (hour >= HOURS.get(band)) {
            band++;
        }
        return "%02d to %02d".formatted(HOURS.get(band - 1), HOURS.get(band));
    }
}
