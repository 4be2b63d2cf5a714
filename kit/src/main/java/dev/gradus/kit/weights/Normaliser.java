package dev.gradus.kit.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings columns to mean 0 and deviation 1, clipped to ±4 so that no odd ride dominates, and the prediction back to minutes.
 *
 * <p>Means and deviations are single precision from the start, so that a model behaves alike before and after its file.
 *
 * <pre>{@code
 * Normaliser normaliser = Normaliser.fit(List.of("distance"), rows, minutes);
 * normaliser.apply(row);              // in place
 * normaliser.minutes(prediction);     // from the network's scale
 * }</pre>
 */
public final class Normaliser {

    private static final float CLIP = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> columns;
    private final float[] means;
    private final float[] deviations;
    private final float targetMean;
    private final float targetDeviation;

    private Normaliser(
            List<String> columns, float[] means, float[] deviations, float targetMean, float targetDeviation) {
        this.columns = List.copyOf(columns);
        this.means = means;
        this.deviations = deviations;
        this.targetMean = targetMean;
        this.targetDeviation = targetDeviation;
    }

    /**
     * Learns means and deviations of rows in memory; {@link Fit} does the same for a stream of them.
     *
     * @param rows one array of column values per ride
     * @param minutes of the same rides
     */
    public static Normaliser fit(List<String> columns, float[][] rows, float[] minutes) {
        Fit fit = new Fit(columns);
        for (float[] row : rows) {
            fit.addRow(row);
        }
        for (float value : minutes) {
            fit.addMinutes(value);
        }
        return fit.solve();
    }

    /** What the columns mean, in their order. */
    public List<String> columns() {
        return columns;
    }

    /** Normalises the columns of one ride in place. */
    public void apply(float[] row) {
        for (int c = 0; c < row.length; c++) {
            row[c] = Math.max(-CLIP, Math.min(CLIP, (row[c] - means[c]) / deviations[c]));
        }
    }

    /** A duration on the network's scale. */
    public float target(double minutes) {
        return (float) ((minutes - targetMean) / targetDeviation);
    }

    /** A duration in minutes. */
    public double minutes(double target) {
        return target * targetDeviation + targetMean;
    }

    /** For the model's metadata. */
    public JsonNode json() {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode names = json.putArray("columns");
        columns.forEach(names::add);
        ArrayNode meanValues = json.putArray("means");
        ArrayNode deviationValues = json.putArray("deviations");
        for (int c = 0; c < means.length; c++) {
            meanValues.add(means[c]);
            deviationValues.add(deviations[c]);
        }
        json.put("targetMean", targetMean).put("targetDeviation", targetDeviation);
        return json;
    }

    /** From the model's metadata. */
    public static Normaliser of(ModelFile model) {
        JsonNode json = model.metadata("normaliser");
        List<String> columns = new ArrayList<>();
        json.path("columns").forEach(name -> columns.add(name.asText()));
        float[] means = floats(json.path("means"));
        float[] deviations = floats(json.path("deviations"));
        if (means.length != columns.size() || deviations.length != columns.size() || columns.isEmpty()) {
            throw new BadInput("the model's normaliser is incomplete", "train it again");
        }
        return new Normaliser(
                columns,
                means,
                deviations,
                json.path("targetMean").floatValue(),
                json.path("targetDeviation").floatValue());
    }

    static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    /** Sums in the rows' order, in memory that depends on the number of columns alone. */
    public static final class Fit {

        private final List<String> columns;
        private final Moments[] moments;
        private final Moments target = new Moments();

        public Fit(List<String> columns) {
            this.columns = columns;
            this.moments = Stream.generate(Moments::new).limit(columns.size()).toArray(Moments[]::new);
        }

        /** Adds one ride: its columns and how long it took. */
        public void add(float[] row, float minutes) {
            addRow(row);
            addMinutes(minutes);
        }

        private void addRow(float[] row) {
            for (int c = 0; c < moments.length; c++) {
                moments[c].add(row[c]);
            }
        }

        private void addMinutes(float minutes) {
            target.add(minutes);
        }

        /** What was learnt from the rides added so far. */
        public Normaliser solve() {
            float[] means = new float[moments.length];
            float[] deviations = new float[moments.length];
            for (int c = 0; c < moments.length; c++) {
                means[c] = moments[c].mean();
                deviations[c] = moments[c].deviation();
            }
            return new Normaliser(columns, means, deviations, target.mean(), target.deviation());
        }
    }

    private static final class Moments {
        private double count;
        private double sum;
        private double squares;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
        }

        float mean() {
            return (float) (sum / count);
        }

        /** A column that never changes tells nothing; 1 keeps it at zero. */
        float deviation() {
            double mean = sum / count;
            double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
            return deviation < 1e-6 ? 1 : (float) deviation;
        }
    }
}
