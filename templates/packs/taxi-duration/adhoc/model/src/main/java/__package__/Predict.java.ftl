package [=package];

import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.RideRules;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.kit.train.Command;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Predicts in batch: {@code --in} is a Parquet or CSV file with the columns of the TLC, {@code --out} the CSV to write, one line
 * per row in the same order: minutes, and the prediction interval from low to high. A row that nothing can be said about gets none
 * of them, but a reason.
 */
public final class Predict {

    private Predict() {}

    public static void main(String[] args) {
        System.exit(Command.named("predict", "in", "out", "model").run(args, Predict::predict));
    }

    private static void predict(Command.Options options) {
        Path out = Path.of(options.require("out"));
        predict(
                TrainedModel.read(Path.of(options.get("model", Train.MODEL.toString()))),
                Path.of(options.require("in")),
                out);
        System.out.println("wrote " + out);
    }

    static void predict(TrainedModel model, Path in, Path out) {
        AtomicFile.write(out, bytes -> {
            Writer csv = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
            csv.write("row,minutes,low,high,problem\n");
            TripReader.readAll(in, model.needs(), row -> write(csv, line(model, row)));
            csv.flush();
        });
    }

    private static String line(TrainedModel model, TripRow row) {
        Optional<String> problem = RideRules.incomplete(row, model.needsDistance());
        return problem.map(reason -> "%d,,,,%s\n".formatted(row.row(), reason))
                .orElseGet(() -> line(row.row(), model.predict(row)));
    }

    private static String line(long row, Prediction said) {
        return String.format(
                Locale.ROOT, "%d,%.3f,%s,%s,\n", row, said.minutes(), bound(said.low()), bound(said.high()));
    }

    /** Empty for a model that was trained without intervals. */
    private static String bound(double minutes) {
        return Double.isNaN(minutes) ? "" : String.format(Locale.ROOT, "%.3f", minutes);
    }

    private static void write(Writer csv, String line) {
        try {
            csv.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the predictions: " + e.getMessage(), e);
        }
    }
}
