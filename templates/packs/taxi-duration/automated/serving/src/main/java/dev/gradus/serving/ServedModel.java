package dev.gradus.serving;

import dev.gradus.kit.predictions.LoggedPrediction.PredictedBy;
import dev.gradus.kit.predictions.RowText;
import dev.gradus.kit.spi.Predictor;

/**
 * A model that answers requests.
 *
 * @param by its name, version and digest
 * @param predictor of its file
 * @param rows writes its predictions' rows of the log
 * @param json its name, version and digest as fields of an answer
 */
record ServedModel(PredictedBy by, Predictor predictor, RowText rows, String json) {

    static ServedModel of(PredictedBy by, Predictor predictor) {
        String json = "\"model\":%s,\"version\":%s,\"digest\":%s"
                .formatted(Json.quote(by.model()), Json.quote(by.version()), Json.quote(by.digest()));
        return new ServedModel(by, predictor, RowText.of(by), json);
    }

    /** Whether its predictions come with intervals. */
    boolean hasIntervals() {
        return !predictor.file().metadata("predictionIntervals").isEmpty();
    }
}
