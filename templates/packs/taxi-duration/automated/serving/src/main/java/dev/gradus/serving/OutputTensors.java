package dev.gradus.serving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.serving.Dialect.Answer;
import dev.gradus.serving.Dialect.Reply;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The outputs that a request of the Open Inference Protocol asked for.
 *
 * @param id of the request, given back with the answer
 * @param binary output name to whether it is wanted in binary, in the order of the answer
 */
record OutputTensors(JsonNode id, Map<String, Boolean> binary) {

    static OutputTensors requested(JsonNode request, ServedModel model) {
        boolean allBinary =
                request.path("parameters").path("binary_data_output").asBoolean();
        List<String> known = new ArrayList<>(List.of(OpenInference.MINUTES));
        if (model.hasIntervals()) {
            known.addAll(List.of(OpenInference.LOW, OpenInference.HIGH));
        }
        known.add(OpenInference.ID);
        Map<String, Boolean> wanted = new LinkedHashMap<>();
        for (JsonNode output : request.path("outputs")) {
            String name = output.path("name").asText();
            if (!known.contains(name)) {
                throw Refusal.bad("the model has no output '%s'; it has %s", name, String.join(", ", known));
            }
            wanted.put(name, output.path("parameters").path("binary_data").asBoolean(allBinary));
        }
        if (wanted.isEmpty()) {
            known.forEach(name -> wanted.put(name, allBinary));
        }
        return new OutputTensors(request.path("id"), wanted);
    }

    Reply reply(Answer answer) {
        Buffer bytes = Buffer.buffer();
        StringBuilder json = new StringBuilder(300);
        json.append("{\"model_name\":").append(Json.quote(answer.model().by().model()));
        json.append(",\"model_version\":").append(Json.quote(answer.model().by().version()));
        if (id.isTextual()) {
            json.append(",\"id\":").append(Json.quote(id.textValue()));
        }
        json.append(",\"parameters\":{\"logged\":").append(answer.logged()).append("},\"outputs\":[");
        String separator = "";
        for (Map.Entry<String, Boolean> output : binary.entrySet()) {
            json.append(separator);
            tensor(json, bytes, output.getKey(), output.getValue(), answer);
            separator = ",";
        }
        Buffer header = Buffer.buffer(json.append("]}").toString());
        if (bytes.length() == 0) {
            return new Reply(Map.of("content-type", "application/json"), header);
        }
        return new Reply(
                Map.of(
                        "content-type",
                        "application/octet-stream",
                        "inference-header-content-length",
                        Integer.toString(header.length())),
                header.appendBuffer(bytes));
    }

    private static void tensor(StringBuilder json, Buffer bytes, String name, boolean binary, Answer answer) {
        boolean ids = name.equals(OpenInference.ID);
        json.append("{\"name\":\"").append(name).append("\",\"datatype\":\"").append(ids ? "BYTES" : "FP64");
        json.append("\",\"shape\":[").append(answer.predictions().size()).append("],");
        if (binary) {
            int before = bytes.length();
            if (ids) {
                ids(answer).forEach(id -> bytes.appendIntLE(id.length())
                        .appendString(id, StandardCharsets.US_ASCII.name()));
            } else {
                numbers(name, answer).forEach(number -> bytes.appendLongLE(Double.doubleToRawLongBits(number)));
            }
            json.append("\"parameters\":{\"binary_data_size\":")
                    .append(bytes.length() - before)
                    .append("}}");
        } else {
            List<String> elements = ids
                    ? ids(answer).stream().map(id -> "\"" + id + "\"").toList()
                    : numbers(name, answer).stream().map(String::valueOf).toList();
            json.append("\"data\":[").append(String.join(",", elements)).append("]}");
        }
    }

    /** Empty texts where the log could not be written. */
    private static List<String> ids(Answer answer) {
        return answer.logged()
                ? answer.ids()
                : answer.predictions().stream().map(none -> "").toList();
    }

    private static List<Double> numbers(String name, Answer answer) {
        ToDoubleFunction<Prediction> number =
                switch (name) {
                    case OpenInference.LOW -> Prediction::low;
                    case OpenInference.HIGH -> Prediction::high;
                    default -> Prediction::minutes;
                };
        return answer.predictions().stream().mapToDouble(number).boxed().toList();
    }
}
