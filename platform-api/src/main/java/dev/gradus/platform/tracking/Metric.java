package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.Fields;
import java.util.Optional;

/**
 * One value of a metric.
 *
 * @param value finite or NaN; infinities are the greatest finite numbers, as MLflow's SQL store has them
 * @param timestamp in milliseconds since 1970
 * @param modelId of the logged model it belongs to, or empty
 */
public record Metric(
        String key, double value, long timestamp, long step, String modelId, String datasetName, String datasetDigest) {
    /** Reads a metric of a request and checks it; {@code path} is how the request names it. */
    static Metric of(Fields fields, String path) {
        String prefix = path.isEmpty() ? "" : path + ".";
        String key = Limits.key(prefix + "name", fields.text("key"));
        double value = fields.number("value");
        long timestamp = fields.integer("timestamp");
        Limits.timestamp(prefix + "timestamp", key, value, timestamp);
        Limits.length("Metric name", Limits.KEY, key);
        return new Metric(
                key,
                finite(value),
                timestamp,
                fields.integer("step"),
                fields.text("model_id"),
                fields.text("dataset_name"),
                fields.text("dataset_digest"));
    }

    /** The model it belongs to. */
    public Optional<String> model() {
        return Optional.of(modelId).filter(id -> !id.isEmpty());
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value;
    }
}
