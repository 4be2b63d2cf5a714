package [=package];

import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.spi.PredictorReader;
import dev.gradus.kit.weights.ModelFile;

/** Lets what judges and serves models read those of this project; found by its name in {@code META-INF/services}. */
public final class TrainedModelReader implements PredictorReader {

    @Override
    public Predictor read(ModelFile file) {
        return TrainedModel.of(file);
    }
}
