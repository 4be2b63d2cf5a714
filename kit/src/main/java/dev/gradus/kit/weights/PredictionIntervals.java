package dev.gradus.kit.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.BadInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far a ride may take less or more than predicted, learnt from rides that the networks were not taught.
 *
 * <p>This is split conformal prediction: the rides are put in order of their prediction and cut into bins of equal size; each bin's
 * bounds are the quantiles of its own errors, moved outwards by what a finite sample may hide. So as long as rides stay as they
 * were, an interval holds at least the share of them that it promises. Between the bins' middles the bounds are interpolated.
 *
 * <p>In the model's metadata, {@code predictionIntervals} is an array of one object, or empty where nothing was measured:
 *
 * <ul>
 *   <li>{@code coverage}: share of rides within, as promised
 *   <li>{@code rides}: how many the bounds were learnt from
 *   <li>{@code predicted}: mean prediction of each bin, minutes, rising
 *   <li>{@code below}, {@code above}: how far the interval reaches from the prediction there, minutes, at least 0
 * </ul>
 *
 * <pre>{@code
 * PredictionIntervals intervals = PredictionIntervals.of(model);
 * intervals.low(12.4);    // 8.1
 * intervals.high(12.4);   // 18.9
 * }</pre>
 */
public final class PredictionIntervals {

    /** The share of rides that an interval promises to hold. */
    public static final double COVERAGE = 0.9;

    private static final int MOST_BINS = 10;
    private static final int LEAST_RIDES_OF_A_BIN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final double coverage;
    private final int rides;
    private final float[] predicted;
    private final float[] below;
    private final float[] above;

    private PredictionIntervals(double coverage, int rides, float[] predicted, float[] below, float[] above) {
        this.coverage = coverage;
        this.rides = rides;
        this.predicted = predicted;
        this.below = below;
        this.above = above;
    }

    /** Lower end for a prediction, both in minutes; NaN where nothing was measured. */
    public double low(double minutes) {
        return Math.max(Ensemble.SHORTEST, minutes - reach(below, minutes));
    }

    /** Upper end for a prediction, both in minutes; NaN where nothing was measured. */
    public double high(double minutes) {
        return Math.min(Ensemble.LONGEST, minutes + reach(above, minutes));
    }

    private double reach(float[] reaches, double minutes) {
        int last = predicted.length - 1;
        if (last < 0) {
            return Double.NaN;
        }
        if (minutes <= predicted[0] || minutes >= predicted[last]) {
            return reaches[minutes <= predicted[0] ? 0 : last];
        }
        int right = 1;
        while (minutes > predicted[right]) {
            right++;
        }
        double share = (minutes - predicted[right - 1]) / (predicted[right] - predicted[right - 1]);
        return reaches[right - 1] + share * (reaches[right] - reaches[right - 1]);
    }

    /** For the model's metadata. */
    public JsonNode json() {
        ArrayNode json = JSON.createArrayNode();
        if (predicted.length > 0) {
            ObjectNode intervals = json.addObject().put("coverage", coverage).put("rides", rides);
            put(intervals.putArray("predicted"), predicted);
            put(intervals.putArray("below"), below);
            put(intervals.putArray("above"), above);
        }
        return json;
    }

    private static void put(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(value);
        }
    }

    /**
     * From the model's metadata.
     *
     * @throws BadInput when they are incomplete
     */
    public static PredictionIntervals of(ModelFile model) {
        JsonNode json = model.metadata("predictionIntervals").path(0);
        float[] predicted = Normaliser.floats(json.path("predicted"));
        float[] below = Normaliser.floats(json.path("below"));
        float[] above = Normaliser.floats(json.path("above"));
        if (below.length != predicted.length || above.length != predicted.length) {
            throw new BadInput("the model's prediction intervals are incomplete", "train it again");
        }
        return new PredictionIntervals(
                json.path("coverage").asDouble(), json.path("rides").asInt(), predicted, below, above);
    }

    /** Collects rides that were predicted but not learnt from. */
    public static final class Fit {

        private final List<Outcome> outcomes = new ArrayList<>();

        /** Adds one ride, both in minutes. */
        public void add(double predicted, double actual) {
            outcomes.add(new Outcome(predicted, actual - predicted));
        }

        /** The intervals that promise the coverage. */
        public PredictionIntervals solve(double coverage) {
            List<Outcome> ordered = outcomes.stream()
                    .sorted(Comparator.comparingDouble(Outcome::predicted))
                    .toList();
            int bins = Math.min(MOST_BINS, (ordered.size() + LEAST_RIDES_OF_A_BIN - 1) / LEAST_RIDES_OF_A_BIN);
            float[] predicted = new float[bins];
            float[] below = new float[bins];
            float[] above = new float[bins];
            for (int bin = 0; bin < bins; bin++) {
                List<Outcome> members = ordered.subList(bin * ordered.size() / bins, (bin + 1) * ordered.size() / bins);
                predicted[bin] = (float) members.stream()
                        .mapToDouble(Outcome::predicted)
                        .average()
                        .orElseThrow();
                below[bin] = reach(members, coverage, -1);
                above[bin] = reach(members, coverage, 1);
            }
            return new PredictionIntervals(coverage, ordered.size(), predicted, below, above);
        }

        /** The error to one side that is exceeded by half of the rides that may lie outside. */
        private static float reach(List<Outcome> members, double coverage, int side) {
            double[] errors = members.stream()
                    .mapToDouble(member -> side * member.error())
                    .sorted()
                    .toArray();
            int rank = (int) Math.ceil((errors.length + 1) * (1 + coverage) / 2);
            return (float) (rank > errors.length ? Ensemble.LONGEST : Math.max(0, errors[rank - 1]));
        }
    }

    private record Outcome(double predicted, double error) {}
}
