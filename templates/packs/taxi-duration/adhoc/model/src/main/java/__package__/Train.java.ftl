package [=package];

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.DropReport;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.data.StreamSample;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.ZoneTable;
import dev.gradus.kit.spi.Run;
import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.train.Command;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.DataSplit;
import dev.gradus.kit.train.LinearBaseline;
import dev.gradus.kit.train.Machine;
import dev.gradus.kit.train.MetricsReport;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Trains the model: {@code --data} names files, a folder or months, {@code --test} those to measure on, {@code --contract} what the
 * model may know of a ride. Writes {@code build/model/model.safetensors} and {@code build/metrics.json}.
 *
 * <p>See {@link DataSplit} for what is learnt from and what is measured on when {@code --test} is not given.
 */
public final class Train {

    /** Where the project lies; all its commands run there. */
    static final Path PROJECT = Path.of("");

    static final Path MODEL = Path.of("build/model/model.safetensors");
    static final Path METRICS = Path.of("build/metrics.json");

    /** Beyond this, more rides cost time and teach nothing: a sample of them is taken. */
    private static final int MOST_RIDES = 400_000;

    private Train() {}

    public static void main(String[] args) {
        System.exit(Command.named("train", "data", "test", "contract").run(args, Train::train));
    }

    private static void train(Command.Options options) {
        Contract contract = Contract.of(options.get("contract", "[=contract]"));
        TripFiles files = TripFiles.of(PROJECT);
        DataSplit split = DataSplit.of(
                files.find(options.get("data", "data/sample")),
                options.find("test").map(files::find).orElse(List.of()));
        Run.record(Train.class, PROJECT, Members.parameters(contract), run -> train(run, contract, split));
    }

    private static void train(Run run, Contract contract, DataSplit split) {
        tag(run, contract, split);
        List<TripRecord> rides = read(run, split);
        System.out.printf("training the %s model on %d rides%n", contract, rides.size());

        TripFeatures features =
                TripFeatures.fit(contract, ZoneTable.read(PROJECT.resolve("data/taxi_zone_lookup.csv")), rides);
        TrainingSet set = TrainingSet.of(features, rides);
        Members members = Members.train(contract, set, (epoch, loss) -> report(run, epoch, loss));
        ModelFile bare = assemble(contract, features, set, members, baseline(contract, rides));
        double parity = members.parity(bare, set);
        ModelFile file = bare.with("training", provenance(split, rides.size(), parity));

        run.metric("parity", parity, 0);
        MetricsReport report = Evaluate.measure(TrainedModel.of(file), split, run::input);
        report.figures().forEach((name, value) -> run.metric(name, value, 0));
        file.write(MODEL);
        report.write(METRICS);
        run.artifact(new RunArtifact("model/model.safetensors", MODEL, file.digest()));
        System.out.print(report.table());
    }

    private static void tag(Run run, Contract contract, DataSplit split) {
        String digests = split.training().stream().map(TripFile::digest).collect(Collectors.joining("\n"));
        run.tag("gradus.contract", contract.toString());
        run.tag("gradus.data.digest", Sha256.of(digests.getBytes(StandardCharsets.UTF_8)));
        run.tag("gradus.seeds", Members.SEEDS.toString());
        run.tag("gradus.threads", String.valueOf(Members.SEEDS.size()));
        Machine.describe().forEach((trait, value) -> run.tag("gradus.machine." + trait, value));
    }

    private static List<TripRecord> read(Run run, DataSplit split) {
        StreamSample<TripRecord> rides = new StreamSample<>(MOST_RIDES, new Rides());
        for (TripFile file : split.training()) {
            long before = rides.offered();
            DropReport report = TripReader.readRides(file, row -> {
                if (split.learnsFrom(row)) {
                    rides.add(TripRecord.of(row));
                }
            });
            System.out.printf("%s: %s%n", file.name(), report);
            run.input(new RunInput(
                    file.name(), file.digest(), RunInput.Context.TRAINING, rides.offered() - before));
        }
        if (rides.offered() == 0) {
            throw new BadInput("no ride is left to learn from", "name other files for the test");
        }
        return rides.rows();
    }

    private static void report(Run run, int epoch, double loss) {
        run.metric("train_loss", loss, epoch);
        System.out.printf(Locale.ROOT, "epoch %2d: loss %.4f%n", epoch + 1, loss);
    }

    static LinearBaseline baseline(Contract contract, List<TripRecord> rides) {
        LinearBaseline.Fit fit = new LinearBaseline.Fit(contract == Contract.POST_TRIP);
        for (TripRecord ride : rides) {
            fit.add(ride.pickupZone(), ride.dropoffZone(), ride.distance(), ride.minutes());
        }
        return fit.solve();
    }

    /** Everything that was learnt, as one file. */
    static ModelFile assemble(
            Contract contract, TripFeatures features, TrainingSet set, Members members, LinearBaseline baseline) {
        Map<String, Tensor> tensors = new TreeMap<>(members.tensors());
        tensors.putAll(features.tensors());
        tensors.putAll(baseline.tensors());
        return ModelFile.of(contract.toString(), set.normaliser().json(), features.vocabularies(), tensors)
                .with("predictionIntervals", members.intervals(set).json());
    }

    /** What the model was made from; the machine is left out, since equal models may come from different ones. */
    private static ObjectNode provenance(DataSplit split, int rides, double parity) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        Members.SEEDS.forEach(json.putArray("seeds")::add);
        json.put("threads", Members.SEEDS.size()).put("rides", rides).put("parity", parity);
        ArrayNode data = json.putArray("data");
        split.training().forEach(file ->
                data.addObject().put("name", file.name()).put("digest", file.digest()));
        return json;
    }
}
