package dev.gradus.serving;

import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Prediction;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of the ways in which rides are asked about: how a request is read, and how it is answered. */
interface Dialect {

    /** What the metrics call it. */
    ServingMetrics.Protocol protocol();

    /** Reads the rides; a {@link Refusal} when something is wrong with them. */
    Question read(Request request, ServedModel model);

    /**
     * A request as it came.
     *
     * @param contentType of the body, in small letters and without parameters
     * @param headerLength of the Open Inference Protocol's binary extension: where the JSON ends
     * @param body all of it
     */
    record Request(String contentType, @Nullable String headerLength, Buffer body) {}

    /**
     * The rides of a request.
     *
     * @param rides in the request's order
     * @param reply writes the answer
     */
    record Question(List<TripRow> rides, Function<Answer, Reply> reply) {}

    /**
     * What is answered.
     *
     * @param model that predicted
     * @param predictions one for each ride
     * @param ids one for each ride, none where the log could not be written
     */
    record Answer(ServedModel model, List<Prediction> predictions, List<String> ids) {

        boolean logged() {
            return !ids.isEmpty();
        }

        boolean hasIntervals() {
            return !Double.isNaN(predictions.get(0).low());
        }
    }

    /**
     * The answer as it goes out.
     *
     * @param headers with the content type among them
     * @param body all of it
     */
    record Reply(Map<String, String> headers, Buffer body) {

        static Reply json(String text) {
            return new Reply(Map.of("content-type", "application/json"), Buffer.buffer(text));
        }
    }
}
