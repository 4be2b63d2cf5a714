package dev.gradus.kit.spi;

import dev.gradus.kit.data.TripColumn;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.weights.ModelFile;
import java.util.Set;
import java.util.SortedMap;

/**
 * A trained model in use, as whatever judges or serves it sees it. Safe for many threads.
 *
 * <pre>{@code
 * Predictor champion = PredictorReader.installed().read(ModelFile.read(path));
 * champion.predict(ride).minutes();   // 12.4
 * }</pre>
 */
public interface Predictor {

    /** What the model says of a ride that has at least what {@link #needs} names. */
    Prediction predict(TripRow ride);

    /** Minutes by the linear baseline that was learnt from the same rides. */
    double baseline(TripRow ride);

    /** The groups whose errors are looked at apart, by name, such as {@code {borough=Queens, hours=06 to 10}}. */
    SortedMap<String, String> groups(TripRow ride);

    /** What a ride must have to be predicted. */
    Set<TripColumn> needs();

    /** The file that the model was read from. */
    ModelFile file();
}
