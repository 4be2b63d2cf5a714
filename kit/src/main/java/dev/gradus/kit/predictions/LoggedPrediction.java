package dev.gradus.kit.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Prediction;
import java.time.Instant;

/**
 * One prediction as the log has it. The inputs have the names of the TLC's columns, as the training data has.
 *
 * <pre>{@code
 * {"id": "mi8x2k1d-3f9a1c2e-5k", "time": "2026-11-24T21:40:38.123Z", "model": "mobility.rides", "version": "3", "digest": "sha256:41d0…",
 *  "inputs": {"pickup_datetime": "2021-02-03T08:30:00", "PULocationID": 74, "DOLocationID": 166}, "minutes": 12.4}
 * }</pre>
 *
 * @param id what the caller was told
 * @param time when it was predicted
 * @param by the model that predicted
 * @param ride what was asked
 * @param prediction what was answered
 */
public record LoggedPrediction(String id, Instant time, PredictedBy by, TripRow ride, Prediction prediction) {

    /**
     * The model behind a prediction.
     *
     * @param model its name, {@code <team>.<project>}
     * @param version of that name
     * @param digest of its file
     */
    public record PredictedBy(String model, String version, String digest) {}

    static LoggedPrediction of(JsonNode row) {
        return new LoggedPrediction(
                row.path("id").asText(),
                Instant.parse(row.path("time").asText()),
                new PredictedBy(
                        row.path("model").asText(),
                        row.path("version").asText(),
                        row.path("digest").asText()),
                RowText.ride(row.path("inputs")),
                new Prediction(
                        row.path("minutes").asDouble(),
                        row.path("low").asDouble(Double.NaN),
                        row.path("high").asDouble(Double.NaN)));
    }
}
