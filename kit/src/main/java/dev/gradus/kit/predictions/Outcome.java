package dev.gradus.kit.predictions;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A prediction and what came true.
 *
 * <pre>{@code
 * Outcome.Report report = Outcome.join(new LogFiles(Path.of("build/predictions")), outcome -> errors.add(outcome.error()));
 * }</pre>
 *
 * @param prediction what was said
 * @param label what came true
 */
public record Outcome(LoggedPrediction prediction, Label label) {

    /**
     * How much was joined.
     *
     * @param predictions all of the log
     * @param labelled those with a label
     * @param orphans labels whose predictions are no longer kept
     */
    public record Report(long predictions, long labelled, long orphans) {}

    /** Minutes that were predicted too many. */
    public double error() {
        return prediction.prediction().minutes() - label.minutes();
    }

    /** Gives every labelled prediction with its label, in the order of the log. */
    public static Report join(LogFiles files, Consumer<Outcome> each) {
        Map<String, Label> waiting = new HashMap<>(files.labels());
        long[] counts = new long[2];
        files.predictions(prediction -> {
            counts[0]++;
            Label label = waiting.remove(prediction.id());
            if (label != null) {
                counts[1]++;
                each.accept(new Outcome(prediction, label));
            }
        });
        return new Report(counts[0], counts[1], waiting.size());
    }
}
