package [=package];

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.DropReport;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.train.Command;
import dev.gradus.kit.train.DataSplit;
import dev.gradus.kit.train.Evaluation;
import dev.gradus.kit.train.MetricsReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the current model on other rides: {@code --data} names them, {@code --model} another model file. Writes
 * {@code build/metrics.json} and prints it as a table.
 */
public final class Evaluate {

    private Evaluate() {}

    public static void main(String[] args) {
        System.exit(Command.named("evaluate", "data", "model").run(args, Evaluate::evaluate));
    }

    private static void evaluate(Command.Options options) {
        TrainedModel model = TrainedModel.read(Path.of(options.get("model", Train.MODEL.toString())));
        List<TripFile> files = TripFiles.of(Train.PROJECT).find(options.require("data"));
        MetricsReport report =
                measure(model, new DataSplit(List.of(), files, Optional.empty()), input -> {});
        report.write(Train.METRICS);
        System.out.print(report.table());
    }

    /** Runs the model over the test rides, one at a time, and says which files were read. */
    static MetricsReport measure(TrainedModel model, DataSplit split, Consumer<RunInput> inputs) {
        Evaluation evaluation = new Evaluation();
        DropReport drops = DropReport.NONE;
        for (TripFile file : split.testing()) {
            long before = evaluation.model().rows();
            drops = drops.plus(TripReader.readRides(file, row -> {
                if (split.measuresOn(row)) {
                    add(evaluation, model, TripRecord.of(row));
                }
            }));
            long rows = evaluation.model().rows() - before;
            inputs.accept(new RunInput(file.name(), file.digest(), RunInput.Context.TESTING, rows));
        }
        return new MetricsReport(
                subject(model), new MetricsReport.Data(trainedOn(model), split.testNames(), drops), evaluation);
    }

    private static void add(Evaluation evaluation, TrainedModel model, TripRecord ride) {
        Prediction prediction = model.predict(ride);
        double minutes = prediction.minutes();
        evaluation.add(minutes, model.mean(), model.baseline(ride), ride.minutes());
        evaluation.intervals().add(prediction.low(), prediction.high(), ride.minutes());
        model.groups(ride).forEach((name, group) -> evaluation.slices().add(name, group, minutes, ride.minutes()));
    }

    private static MetricsReport.Subject subject(TrainedModel model) {
        JsonNode training = model.file().metadata("training");
        List<Integer> seeds = new ArrayList<>();
        training.path("seeds").forEach(seed -> seeds.add(seed.asInt()));
        return new MetricsReport.Subject(
                model.contract().toString(),
                model.file().digest(),
                seeds,
                training.path("threads").asInt(),
                training.path("parity").asDouble());
    }

    private static List<String> trainedOn(TrainedModel model) {
        List<String> names = new ArrayList<>();
        model.file().metadata("training").path("data").forEach(file -> names.add(file.path("name").asText()));
        return names;
    }
}
