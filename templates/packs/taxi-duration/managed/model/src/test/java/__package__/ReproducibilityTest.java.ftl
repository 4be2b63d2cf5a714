package [=package];

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.ZoneTable;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.DataSplit;
import dev.gradus.kit.weights.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same code, rides and seeds give the same model: without this no difference between two runs means anything. On one machine
 * the weights agree to the bit; another processor may round differently, so no digest is written down here.
 */
class ReproducibilityTest {

    private static final Path DATA = Path.of("../data");
    private static final Contract CONTRACT = Contract.of("[=contract]");
    private static final int RIDES = 400;

    private static List<TripRecord> rides;
    private static ModelFile model;

    @BeforeAll
    static void trainOnce() {
        rides = rides("green_tripdata_2021-01.parquet");
        model = train(rides);
    }

    @Test
    void theSameRidesGiveTheSameModelAndTheSameErrors() {
        ModelFile again = train(rides);

        assertEquals(model.digest(), again.digest());
        assertEquals(figures(model), figures(again));
        assertFalse(figures(model).containsValue(Double.NaN));
    }

    /** Otherwise the test above could pass on a digest that says nothing. */
    @Test
    void otherRidesGiveAnotherModel() {
        assertNotEquals(model.digest(), train(rides.subList(1, rides.size())).digest());
    }

    private static List<TripRecord> rides(String month) {
        List<TripRecord> rides = new ArrayList<>();
        TripReader.readRides(TripFile.of(DATA.resolve("sample").resolve(month)), row -> rides.add(TripRecord.of(row)));
        return rides.subList(0, Math.min(RIDES, rides.size()));
    }

    private static ModelFile train(List<TripRecord> rides) {
        TripFeatures features = TripFeatures.fit(CONTRACT, ZoneTable.read(DATA.resolve("taxi_zone_lookup.csv")), rides);
        TrainingSet set = TrainingSet.of(features, rides);
        Members members = Members.train(CONTRACT, set, (epoch, loss) -> {});
        return Train.assemble(CONTRACT, features, set, members, Train.baseline(CONTRACT, rides))
                .with("training", new ObjectMapper().createObjectNode());
    }

    private static SortedMap<String, Double> figures(ModelFile model) {
        TripFile february = TripFile.of(DATA.resolve("sample/green_tripdata_2021-02.parquet"));
        DataSplit split = new DataSplit(List.of(), List.of(february), Optional.empty());
        return Evaluate.measure(TrainedModel.of(model), split, input -> {}).figures();
    }
}
