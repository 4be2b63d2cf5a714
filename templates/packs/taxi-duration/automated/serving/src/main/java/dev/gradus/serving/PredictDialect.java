package dev.gradus.serving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.predictions.RowText;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.serving.ServingMetrics.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Typed JSON: one ride, answered by one object, or a list of rides.
 *
 * <pre>{@code
 * {"pickup_datetime": "2021-02-03T08:30:00", "PULocationID": 74, "DOLocationID": 166}
 * {"id": "mi8x2k1d-3f9a1c2e-5k", "minutes": 12.4, "model": "mobility.rides", "version": "3", "digest": "sha256:41d0…", "logged": true}
 * }</pre>
 *
 * A field that is not known is refused: a slip in an optional field's name would otherwise change the answer without a word.
 */
final class PredictDialect implements Dialect {

    private static final int LENGTH = 300;

    @Override
    public Protocol protocol() {
        return Protocol.PREDICT;
    }

    @Override
    public Question read(Request request, ServedModel model) {
        return Json.read(request.body(), parser -> {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                return new Question(List.of(ride(parser, model)), PredictDialect::one);
            }
            if (first == JsonToken.START_ARRAY) {
                return new Question(rides(parser, model), PredictDialect::many);
            }
            throw Refusal.bad("the body is neither a ride nor a list of rides");
        });
    }

    private static List<TripRow> rides(JsonParser parser, ServedModel model) throws IOException {
        List<TripRow> rides = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            try {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw Refusal.bad("it is no object");
                }
                rides.add(ride(parser, model));
            } catch (Refusal e) {
                throw e.in("ride " + rides.size());
            }
        }
        return rides;
    }

    private static TripRow ride(JsonParser parser, ServedModel model) throws IOException {
        RideDraft draft = new RideDraft();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            RideField field = RideField.named(name);
            switch (parser.nextToken()) {
                case VALUE_STRING -> draft.text(field, parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> draft.number(field, parser.getDoubleValue());
                case VALUE_TRUE -> draft.flag(field, true);
                case VALUE_FALSE -> draft.flag(field, false);
                case VALUE_NULL -> draft.unknown(field);
                case START_ARRAY -> throw field.wrong("a list");
                default -> throw field.wrong("an object");
            }
        }
        return draft.ride(model.predictor().needs());
    }

    private static Reply one(Answer answer) {
        StringBuilder text = new StringBuilder(LENGTH).append('{');
        prediction(text, answer, 0);
        return Reply.json(by(text.append(','), answer).append('}').toString());
    }

    private static Reply many(Answer answer) {
        StringBuilder text = new StringBuilder(LENGTH);
        by(text.append('{'), answer).append(",\"predictions\":[");
        for (int i = 0; i < answer.predictions().size(); i++) {
            prediction(text.append(i == 0 ? "{" : ",{"), answer, i);
            text.append('}');
        }
        return Reply.json(text.append("]}").toString());
    }

    private static void prediction(StringBuilder text, Answer answer, int number) {
        if (answer.logged()) {
            text.append("\"id\":\"").append(answer.ids().get(number)).append("\",");
        }
        Prediction prediction = answer.predictions().get(number);
        RowText.number(text.append("\"minutes\":"), prediction.minutes());
        if (answer.hasIntervals()) {
            RowText.number(text.append(",\"low\":"), prediction.low());
            RowText.number(text.append(",\"high\":"), prediction.high());
        }
    }

    private static StringBuilder by(StringBuilder text, Answer answer) {
        return text.append(answer.model().json()).append(",\"logged\":").append(answer.logged());
    }
}
