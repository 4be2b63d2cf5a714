package dev.gradus.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripColumn;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.spi.PredictorReader;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Tensor;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Models that say what their file says, so that the server's tests need no training and no feature of the project's. */
@Mock
@Singleton
public class FixtureReader implements PredictorReader {

    private static final String MINUTES = "fixture/minutes";

    /** A model that predicts so many minutes for every ride, give or take one. */
    static ModelFile saying(float minutes) {
        ObjectMapper json = new ObjectMapper();
        return ModelFile.of(
                        "pre-trip",
                        json.createObjectNode(),
                        json.createObjectNode(),
                        Map.of(MINUTES, Tensor.vector(minutes)))
                .with("predictionIntervals", json.createArrayNode().add(1));
    }

    @Override
    public Predictor read(ModelFile file) {
        float minutes = file.tensor(MINUTES).values()[0];
        if (minutes < 0) {
            throw new BadInput("the model was trained on other features", "train it again");
        }
        return new Fixture(file, minutes);
    }

    private record Fixture(ModelFile file, float minutes) implements Predictor {

        /** A ride of nine passengers does not end. */
        @Override
        public Prediction predict(TripRow ride) {
            Integer passengers = ride.passengers();
            double said = passengers != null && passengers == 9 ? Double.NaN : minutes;
            return new Prediction(said, minutes - 1, minutes + 1);
        }

        @Override
        public double baseline(TripRow ride) {
            return minutes;
        }

        @Override
        public SortedMap<String, String> groups(TripRow ride) {
            return new TreeMap<>();
        }

        @Override
        public Set<TripColumn> needs() {
            return TripColumn.NEEDED_AT_PICKUP;
        }
    }
}
