package dev.gradus.kit.train;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.DropReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of an evaluation: as {@code metrics.json}, as a table for a person, and as numbers by name. Minutes throughout.
 *
 * <pre>{@code
 * MetricsReport report = new MetricsReport(subject, data, evaluation);
 * report.write(Path.of("build/metrics.json"));
 * System.out.print(report.table());
 * }</pre>
 *
 * @param subject which model was measured
 * @param data on which rides
 * @param evaluation what came out
 */
public record MetricsReport(Subject subject, Data data, Evaluation evaluation) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The model measured.
     *
     * @param contract {@code post-trip} or {@code pre-trip}
     * @param digest of its file
     * @param seeds of its members
     * @param threads that trained it
     * @param parity largest difference between the trained network and its inference in plain Java, minutes
     */
    public record Subject(String contract, String digest, List<Integer> seeds, int threads, double parity) {}

    /**
     * The rides measured on.
     *
     * @param trainedOn names of the files the model learnt from
     * @param evaluatedOn names of the files it was measured on
     * @param drops what was left out of the latter
     */
    public record Data(List<String> trainedOn, List<String> evaluatedOn, DropReport drops) {}

    /** The figures that a run records, by name. */
    public SortedMap<String, Double> figures() {
        Errors model = evaluation.model();
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("rmse", model.rmse());
        figures.put("mae", model.mae());
        figures.put("bias", model.bias());
        figures.put("r2", model.r2());
        figures.put("baseline.mean.rmse", evaluation.mean().rmse());
        figures.put("baseline.linear.rmse", evaluation.linear().rmse());
        if (evaluation.intervals().rides() > 0) {
            figures.put("interval.coverage", evaluation.intervals().share());
            figures.put("interval.width", evaluation.intervals().width());
        }
        return figures;
    }

    /** Writes {@code metrics.json}; the name holds a whole file at every moment. */
    public void write(Path file) {
        AtomicFile.write(file, out -> {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
            printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
            out.write(JSON.writer(printer).writeValueAsBytes(json()));
            out.write('\n');
        });
    }

    private ObjectNode json() {
        Errors errors = evaluation.model();
        ObjectNode json = JSON.createObjectNode();
        json.put("contract", subject.contract());
        json.set("trainedOn", JSON.valueToTree(data.trainedOn()));
        json.set("evaluatedOn", JSON.valueToTree(data.evaluatedOn()));
        json.put("rows", errors.rows());
        json.set("dropped", JSON.valueToTree(data.drops().dropped()));
        json.set("noted", JSON.valueToTree(data.drops().noted()));
        json.put("rmse", errors.rmse());
        json.put("mae", errors.mae());
        json.put("bias", errors.bias());
        json.put("r2", errors.r2());
        if (evaluation.intervals().rides() > 0) {
            json.putObject("interval")
                    .put("coverage", evaluation.intervals().share())
                    .put("width", evaluation.intervals().width());
        }
        ObjectNode baselines = json.putObject("baselines");
        baselines.putObject("mean").put("rmse", evaluation.mean().rmse());
        baselines.putObject("linear").put("rmse", evaluation.linear().rmse());
        json.set("slices", JSON.valueToTree(evaluation.slices().all()));
        ObjectNode model = json.putObject("model");
        model.put("digest", subject.digest());
        model.set("seeds", JSON.valueToTree(subject.seeds()));
        model.put("threads", subject.threads());
        model.put("parity", subject.parity());
        json.set("machine", JSON.valueToTree(Machine.describe()));
        return json;
    }

    /** A table for a terminal. */
    public String table() {
        Errors errors = evaluation.model();
        StringBuilder text = new StringBuilder();
        line(text, "%s model, trained on %s", subject.contract(), String.join(", ", data.trainedOn()));
        line(text, "evaluated on %s: %s", String.join(", ", data.evaluatedOn()), data.drops());
        line(text, "");
        line(text, "  %-34s %8s", "RMSE, minutes", "");
        line(text, "  %-34s %8.2f", "mean of all rides", evaluation.mean().rmse());
        line(text, "  %-34s %8.2f", linearName(), evaluation.linear().rmse());
        line(text, "  %-34s %8.2f", "this model", errors.rmse());
        line(text, "");
        line(
                text,
                "  MAE %.2f, bias %+.2f, R2 %.3f over %d rides",
                errors.mae(),
                errors.bias(),
                errors.r2(),
                errors.rows());
        if (evaluation.intervals().rides() > 0) {
            line(
                    text,
                    "  %.1f %% of them within their prediction interval, %.2f minutes wide on average",
                    100 * evaluation.intervals().share(),
                    evaluation.intervals().width());
        }
        line(text, "");
        for (Slices.Slice slice : evaluation.slices().all()) {
            line(text, "  %-12s %-21s %8.2f  %7d rides", slice.name(), slice.value(), slice.rmse(), slice.rows());
        }
        return text.toString();
    }

    private String linearName() {
        return subject.contract().equals("pre-trip") ? "linear, zone pair" : "linear, zone pair + distance";
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
