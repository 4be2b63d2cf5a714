package [=package];

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.ZoneTable;
import dev.gradus.kit.gate.QualityGate;
import dev.gradus.kit.registry.Candidate;
import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.spi.Nominee;
import dev.gradus.kit.spi.Refused;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.DataSplit;
import dev.gradus.kit.train.LinearBaseline;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models that were made wrong on purpose must not pass: a gate that lets them through, after a change of its bounds or of the
 * model, guards nothing. All are trained on the sample, as fast as that goes.
 */
class GateTest {

    private static final Path ROOT = Path.of("..");
    private static final String THRESHOLDS = "gates/thresholds.yaml";
    private static final String MODEL = "build/model/model.safetensors";
    private static final String NAME = "team.project";
    private static final Contract CONTRACT = Contract.of("[=contract]");
    private static final ZoneTable ZONES = ZoneTable.read(ROOT.resolve("data/taxi_zone_lookup.csv"));

    @TempDir
    static Path project;

    private static TripFile training;
    private static TripFile testing;
    private static List<TripRecord> rides;

    @BeforeAll
    static void theSampleAndItsChampion() throws IOException {
        Files.createDirectories(project.resolve("gates"));
        Files.copy(ROOT.resolve(THRESHOLDS), project.resolve(THRESHOLDS));
        training = copy("training", "green_tripdata_2021-01.parquet");
        testing = copy("testing", "green_tripdata_2021-02.parquet");
        rides = rides(training);
        Nominee good = nominee(train(rides));
        new QualityGate().judge(good);
        FileModelStore store = new FileModelStore(project.resolve("models"), Clock.systemUTC());
        store.register(new Candidate(NAME, "run", good.file(), good.digest(), CONTRACT.toString(), new TreeMap<>()));
        store.setAlias(NAME, "champion", "1");
    }

    @Test
    void theDecisionAboutTheGoodModelIsStored() throws IOException {
        String log = Files.readString(project.resolve("models").resolve(NAME).resolve("gate.jsonl"));

        assertTrue(log.lines().findFirst().orElseThrow().contains("\"verdict\":\"ACCEPTED\""), log);
    }

    @Test
    void aModelTrainedOnShuffledLabelsIsRefused() {
        List<TripRecord> shuffled = withMinutes(rides, shuffled(rides));

        String reasons = refusal(train(shuffled));

        assertAll(
                () -> assertTrue(reasons.contains("accuracy is"), reasons),
                () -> assertTrue(reasons.contains("spread is"), reasons),
                () -> assertTrue(reasons.contains("champion is"), reasons));
    }

    @Test
    void aModelThatIsWrongAboutOneBoroughIsRefusedForIt() {
        String borough = "Bronx";
        List<TripRecord> broken = each(
                rides, ride -> ZONES.borough(ride.pickupZone()).equals(borough) ? lasting(ride, Math.min(60, 1.6 * ride.minutes())) : ride);

        String reasons = refusal(train(broken));

        assertAll(
                () -> assertTrue(reasons.contains("borough " + borough + " is"), reasons),
                () -> assertFalse(reasons.contains("accuracy is"), reasons));
    }

    @Test
    void aModelTrainedWithItsZonesSwappedIsRefused() {
        List<TripRecord> swapped = each(rides, ride -> between(ride, ride.dropoffZone(), ride.pickupZone()));

        String reasons = refusal(train(swapped));

        assertTrue(reasons.contains("champion is"), reasons);
    }

    /** The baseline learns from the same batch and is as wrong as the model, so that the spread must tell. */
    @Test
    void aModelTrainedOnAPoisonedBatchIsRefused() throws IOException {
        TripFile poisoned = PoisonedBatch.of(training, Files.createDirectories(project.resolve("poisoned")));
        Path sound = Files.copy(training.path(), project.resolve("sound.parquet"));
        Files.move(poisoned.path(), training.path(), StandardCopyOption.REPLACE_EXISTING);
        try {
            String reasons = refusal(train(rides(training)));

            assertTrue(reasons.contains("spread is"), reasons);
        } finally {
            Files.move(sound, training.path(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String refusal(ModelFile model) {
        return assertThrows(Refused.class, () -> new QualityGate().judge(nominee(model))).getMessage();
    }

    /** The model as training and evaluation leave it. */
    private static Nominee nominee(ModelFile model) {
        model.write(project.resolve(MODEL));
        DataSplit split = new DataSplit(List.of(), List.of(testing), Optional.empty());
        Evaluate.measure(TrainedModel.of(model), split, input -> {}).write(project.resolve("build/metrics.json"));
        return new Nominee(project, NAME, project.resolve(MODEL), model.digest());
    }

    private static ModelFile train(List<TripRecord> rides) {
        TripFeatures features = TripFeatures.fit(CONTRACT, ZONES, rides);
        TrainingSet set = TrainingSet.of(features, rides);
        Members members = Members.train(CONTRACT, set, (epoch, loss) -> {});
        LinearBaseline.Fit baseline = new LinearBaseline.Fit(CONTRACT == Contract.POST_TRIP);
        rides.forEach(ride -> baseline.add(ride.pickupZone(), ride.dropoffZone(), ride.distance(), ride.minutes()));
        Map<String, Tensor> tensors = new TreeMap<>(members.tensors());
        tensors.putAll(features.tensors());
        tensors.putAll(baseline.solve().tensors());
        ModelFile bare = ModelFile.of(
                        CONTRACT.toString(), set.normaliser().json(), features.vocabularies(), tensors)
                .with("predictionIntervals", members.intervals(set).json());
        double parity = members.parity(bare, set);
        return bare.with("training", new ObjectMapper().createObjectNode().put("parity", parity));
    }

    private static TripFile copy(String role, String month) throws IOException {
        Path folder = Files.createDirectories(project.resolve("build/data").resolve(role));
        return TripFile.of(Files.copy(ROOT.resolve("data/sample").resolve(month), folder.resolve(month)));
    }

    private static List<TripRecord> rides(TripFile file) {
        List<TripRecord> rides = new ArrayList<>();
        TripReader.readRides(file, row -> rides.add(TripRecord.of(row)));
        return rides;
    }

    private static List<Double> shuffled(List<TripRecord> rides) {
        List<Double> minutes = new ArrayList<>(rides.stream().map(TripRecord::minutes).toList());
        Collections.shuffle(minutes, new Random(1));
        return minutes;
    }

    private static List<TripRecord> withMinutes(List<TripRecord> rides, List<Double> minutes) {
        List<TripRecord> others = new ArrayList<>();
        for (int i = 0; i < rides.size(); i++) {
            others.add(lasting(rides.get(i), minutes.get(i)));
        }
        return others;
    }

    private static List<TripRecord> each(List<TripRecord> rides, UnaryOperator<TripRecord> change) {
        return rides.stream().map(change).toList();
    }

    private static TripRecord lasting(TripRecord ride, double minutes) {
        return new TripRecord(
                ride.pickup(), ride.pickupZone(), ride.dropoffZone(), ride.distance(), ride.vendor(), ride.passengers(),
                ride.rateCode(), ride.paymentType(), ride.tripType(), ride.storeAndForward(), minutes);
    }

    private static TripRecord between(TripRecord ride, int pickupZone, int dropoffZone) {
        return new TripRecord(
                ride.pickup(), pickupZone, dropoffZone, ride.distance(), ride.vendor(), ride.passengers(),
                ride.rateCode(), ride.paymentType(), ride.tripType(), ride.storeAndForward(), ride.minutes());
    }
}
