package dev.gradus.kit.gate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripColumn;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Tensor;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model that is wrong by known minutes: it knows how the test's months were made, and is off by one number in general and by
 * another for rides from zone {@value #BROKEN_ZONE}. Its RMSE is therefore that number.
 */
record Guesses(ModelFile file) implements Predictor {

    static final int BROKEN_ZONE = 41;
    private static final String NUMBERS = "guesses/errors";

    /** The file of such a model. */
    static ModelFile off(double minutes, double inBrokenZone) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return ModelFile.of(
                "pre-trip", json.objectNode(), json.objectNode(), Map.of(NUMBERS, Tensor.vector((float) minutes, (float)
                        inBrokenZone)));
    }

    /** As a project's reader does: a file without what it knows is of another model. */
    static Predictor read(ModelFile file) {
        if (!file.tensors().containsKey(NUMBERS)) {
            throw new BadInput("the model was trained on other features", "train it again");
        }
        return new Guesses(file);
    }

    @Override
    public Prediction predict(TripRow ride) {
        float[] errors = file.tensor(NUMBERS).values();
        boolean broken = Objects.equals(ride.pickupZone(), BROKEN_ZONE);
        return Prediction.of(minutes(Objects.requireNonNull(ride.pickup(), "pickup")) + errors[broken ? 1 : 0]);
    }

    /** As SQL in the test computes the drop-off from the pickup. */
    private static double minutes(LocalDateTime pickup) {
        int ride = (pickup.toLocalTime().toSecondOfDay() / 60 - 360) / 10;
        return 5.0 + (ride * 7 + pickup.getDayOfMonth() - 1) % 40;
    }

    @Override
    public double baseline(TripRow ride) {
        throw new UnsupportedOperationException("the gate has a baseline of its own");
    }

    @Override
    public SortedMap<String, String> groups(TripRow ride) {
        return new TreeMap<>(Map.of("zone", String.valueOf(ride.pickupZone())));
    }

    @Override
    public Set<TripColumn> needs() {
        return TripColumn.NEEDED_AT_PICKUP;
    }
}
