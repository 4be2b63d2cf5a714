package dev.gradus.kit.spi;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.weights.ModelFile;
import java.util.ServiceLoader;

/**
 * Makes a {@link Predictor} of a model's file. The project's model implements it, and names its class in
 * {@code META-INF/services/dev.gradus.kit.spi.PredictorReader}.
 */
@FunctionalInterface
public interface PredictorReader {

    /**
     * Puts the model of a file to use.
     *
     * @throws BadInput when the file does not fit the project's features
     */
    Predictor read(ModelFile file);

    /**
     * The reader on the class path.
     *
     * @throws BadInput when there is none, or more than one
     */
    static PredictorReader installed() {
        var found = ServiceLoader.load(PredictorReader.class).stream().toList();
        if (found.size() != 1) {
            throw new BadInput(
                    "%d classes on the class path say how a model is read, expected one".formatted(found.size()),
                    "name one in META-INF/services/" + PredictorReader.class.getName());
        }
        return found.get(0).get();
    }
}
