package dev.gradus.serving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.predictions.RowText;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.serving.ServingMetrics.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's scoring protocol: a data frame in one of five forms, JSON or CSV.
 *
 * <pre>{@code
 * {"dataframe_split": {"columns": ["pickup_datetime", "PULocationID", "DOLocationID"], "data": [["2021-02-03 08:30:00", 74, 166]]}}
 * {"predictions": [12.4], "prediction_ids": ["mi8x2k1d-3f9a1c2e-5k"], "model": "mobility.rides", "version": "3", …}
 * }</pre>
 *
 * As there, columns that the model does not know are passed over, and NaN stands for what is not known.
 */
final class ScoringDialect implements Dialect {

    private static final List<String> FORMS = List.of("dataframe_split", "dataframe_records", "instances", "inputs");

    @Override
    public Protocol protocol() {
        return Protocol.MLFLOW;
    }

    @Override
    public Question read(Request request, ServedModel model) {
        List<RideDraft> drafts =
                switch (request.contentType()) {
                    case "application/json" -> json(Json.object(request.body().getBytes()));
                    case "text/csv" -> csv(request.body().toString(StandardCharsets.UTF_8));
                    default ->
                        throw Refusal.of(
                                415, "the body is %s, expected application/json or text/csv", request.contentType());
                };
        List<TripRow> rides = new ArrayList<>(drafts.size());
        for (RideDraft draft : drafts) {
            try {
                rides.add(draft.ride(model.predictor().needs()));
            } catch (Refusal e) {
                throw e.in("row " + rides.size());
            }
        }
        return new Question(rides, ScoringDialect::reply);
    }

    private static List<RideDraft> json(JsonNode body) {
        List<String> given = FORMS.stream().filter(body::has).toList();
        if (given.size() != 1) {
            throw Refusal.bad("the body has %s, expected one of %s", given.isEmpty() ? "no data" : given, FORMS);
        }
        JsonNode data = body.path(given.get(0));
        if (given.get(0).equals("dataframe_split")) {
            return split(data);
        }
        return data.isObject() && !given.get(0).equals("dataframe_records")
                ? columns(data)
                : records(given.get(0), data);
    }

    private static List<RideDraft> split(JsonNode data) {
        List<@Nullable RideField> fields = new ArrayList<>();
        data.path("columns").forEach(name -> fields.add(RideField.find(name.asText())));
        if (fields.isEmpty() || !data.path("data").isArray()) {
            throw Refusal.bad("dataframe_split has no columns or no data");
        }
        List<RideDraft> drafts = new ArrayList<>();
        for (JsonNode row : data.path("data")) {
            if (row.size() != fields.size()) {
                throw Refusal.bad("row %d has %d values for %d columns", drafts.size(), row.size(), fields.size());
            }
            RideDraft draft = new RideDraft();
            for (int i = 0; i < fields.size(); i++) {
                set(draft, fields.get(i), row.get(i), drafts.size());
            }
            drafts.add(draft);
        }
        return drafts;
    }

    private static List<RideDraft> records(String form, JsonNode data) {
        if (!data.isArray()) {
            throw Refusal.bad("%s is no list of rides", form);
        }
        List<RideDraft> drafts = new ArrayList<>();
        for (JsonNode ride : data) {
            if (!ride.isObject()) {
                throw Refusal.bad(
                        "row %d of %s has no names, expected an object with a field for each column",
                        drafts.size(), form);
            }
            RideDraft draft = new RideDraft();
            ride.properties()
                    .forEach(entry -> set(draft, RideField.find(entry.getKey()), entry.getValue(), drafts.size()));
            drafts.add(draft);
        }
        return drafts;
    }

    private static List<RideDraft> columns(JsonNode data) {
        List<RideDraft> drafts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> column : data.properties()) {
            List<JsonNode> values = new ArrayList<>();
            if (column.getValue().isArray()) {
                column.getValue().forEach(values::add);
            } else {
                values.add(column.getValue());
            }
            if (drafts.isEmpty()) {
                values.forEach(value -> drafts.add(new RideDraft()));
            }
            if (values.size() != drafts.size()) {
                throw Refusal.bad(
                        "column %s has %d values, the ones before have %d",
                        column.getKey(), values.size(), drafts.size());
            }
            for (int i = 0; i < values.size(); i++) {
                set(drafts.get(i), RideField.find(column.getKey()), values.get(i), i);
            }
        }
        return drafts;
    }

    private static void set(RideDraft draft, @Nullable RideField field, JsonNode value, int row) {
        if (field == null) {
            return;
        }
        try {
            boolean nan = value.isFloatingPointNumber() && Double.isNaN(value.doubleValue());
            if (nan) {
                draft.unknown(field);
            } else {
                InputTensor.set(draft, field, value);
            }
        } catch (Refusal e) {
            throw e.in("row " + row);
        }
    }

    private static List<RideDraft> csv(String text) {
        List<List<String>> lines = Csv.lines(text);
        List<RideDraft> drafts = new ArrayList<>();
        for (List<String> line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (line.size() != lines.get(0).size()) {
                throw Refusal.bad(
                        "row %d has %d values for %d columns",
                        drafts.size(), line.size(), lines.get(0).size());
            }
            RideDraft draft = new RideDraft();
            for (int i = 0; i < line.size(); i++) {
                RideField field = RideField.find(lines.get(0).get(i));
                if (field != null) {
                    cell(draft, field, line.get(i), drafts.size());
                }
            }
            drafts.add(draft);
        }
        return drafts;
    }

    private static void cell(RideDraft draft, RideField field, String value, int row) {
        try {
            draft.cell(field, value);
        } catch (Refusal e) {
            throw e.in("row " + row);
        }
    }

    private static Reply reply(Answer answer) {
        StringBuilder text = new StringBuilder(300).append("{\"predictions\":");
        numbers(text, answer, Prediction::minutes);
        if (answer.hasIntervals()) {
            numbers(text.append(",\"low\":"), answer, Prediction::low);
            numbers(text.append(",\"high\":"), answer, Prediction::high);
        }
        text.append(",\"prediction_ids\":[");
        if (answer.logged()) {
            text.append('"').append(String.join("\",\"", answer.ids())).append('"');
        }
        text.append("],").append(answer.model().json()).append(",\"logged\":").append(answer.logged());
        return Reply.json(text.append('}').toString());
    }

    private static void numbers(StringBuilder text, Answer answer, ToDoubleFunction<Prediction> number) {
        text.append('[');
        for (int i = 0; i < answer.predictions().size(); i++) {
            RowText.number(
                    i == 0 ? text : text.append(','),
                    number.applyAsDouble(answer.predictions().get(i)));
        }
        text.append(']');
    }
}
