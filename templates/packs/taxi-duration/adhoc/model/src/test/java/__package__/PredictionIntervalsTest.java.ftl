package [=package];

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.ZoneTable;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.Coverage;
import dev.gradus.kit.train.DataSplit;
import dev.gradus.kit.weights.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounds that a trained model gives with its predictions. */
class PredictionIntervalsTest {

    private static final Path DATA = Path.of("../data");
    private static final Contract CONTRACT = Contract.of("[=contract]");
    private static final TripFile FEBRUARY = TripFile.of(DATA.resolve("sample/green_tripdata_2021-02.parquet"));
    private static final int RIDES = 1000;

    private static ModelFile model;

    @TempDir
    Path folder;

    @BeforeAll
    static void trainOnce() {
        List<TripRecord> rides =
                rides(TripFile.of(DATA.resolve("sample/green_tripdata_2021-01.parquet"))).subList(0, RIDES);
        TripFeatures features = TripFeatures.fit(CONTRACT, ZoneTable.read(DATA.resolve("taxi_zone_lookup.csv")), rides);
        TrainingSet set = TrainingSet.of(features, rides);
        Members members = Members.train(CONTRACT, set, (epoch, loss) -> {});
        model = Train.assemble(CONTRACT, features, set, members, Train.baseline(CONTRACT, rides))
                .with("training", new ObjectMapper().createObjectNode());
    }

    @Test
    void theyAreLearntFromTheRidesThatAMemberWasNotTaught() {
        // One in twenty for each of the two members.
        assertEquals(2 * RIDES / 20, model.metadata("predictionIntervals").path(0).path("rides").asInt());
    }

    @Test
    void everyOneHoldsItsPrediction() {
        TrainedModel trained = TrainedModel.of(model);
        for (TripRecord ride : rides(FEBRUARY)) {
            Prediction said = trained.predict(ride);
            assertTrue(1 <= said.low() && said.low() <= said.minutes(), said::toString);
            assertTrue(said.minutes() <= said.high() && said.high() <= 60, said::toString);
        }
    }

    @Test
    void theEvaluationCountsTheRidesWithinThem() {
        TrainedModel trained = TrainedModel.of(model);
        Coverage coverage = new Coverage();
        for (TripRecord ride : rides(FEBRUARY)) {
            Prediction said = trained.predict(ride);
            coverage.add(said.low(), said.high(), ride.minutes());
        }

        SortedMap<String, Double> figures =
                Evaluate.measure(trained, new DataSplit(List.of(), List.of(FEBRUARY), Optional.empty()), input -> {})
                        .figures();

        assertEquals(coverage.share(), figures.get("interval.coverage"));
        assertEquals(coverage.width(), figures.get("interval.width"));
    }

    @Test
    void theBatchOfPredictionsHasThem() throws Exception {
        Path out = folder.resolve("predictions.csv");

        Predict.predict(TrainedModel.of(model), FEBRUARY.path(), out);

        List<String> lines = Files.readAllLines(out);
        assertEquals("row,minutes,low,high,problem", lines.get(0));
        assertEquals(5000, lines.size() - 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertEquals(5, cells.length, line);
            assertTrue(Double.parseDouble(cells[2]) <= Double.parseDouble(cells[1]), line);
            assertTrue(Double.parseDouble(cells[1]) <= Double.parseDouble(cells[3]), line);
        }
    }

    private static List<TripRecord> rides(TripFile month) {
        List<TripRecord> rides = new ArrayList<>();
        TripReader.readRides(month, row -> rides.add(TripRecord.of(row)));
        return rides;
    }
}
