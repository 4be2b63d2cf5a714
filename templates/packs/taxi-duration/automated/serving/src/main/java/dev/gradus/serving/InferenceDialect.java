package dev.gradus.serving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.TripRow;
import dev.gradus.serving.ServingMetrics.Protocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The Open Inference Protocol v2: one tensor per field with one element per ride, as JSON or in the binary extension; a field that
 * is not known of any ride is left out.
 *
 * <pre>{@code
 * {"inputs": [{"name": "pickup_datetime", "datatype": "BYTES", "shape": [1], "data": ["2021-02-03T08:30:00"]}, …]}
 * {"model_name": "mobility.rides", "outputs": [{"name": "minutes", "datatype": "FP64", "shape": [1], "data": [12.4]}, …]}
 * }</pre>
 */
final class InferenceDialect implements Dialect {

    @Override
    public Protocol protocol() {
        return Protocol.V2;
    }

    @Override
    public Question read(Request request, ServedModel model) {
        byte[] body = request.body().getBytes();
        int length = headerLength(request, body.length);
        JsonNode json = Json.object(length == body.length ? body : Arrays.copyOf(body, length));
        ByteBuffer binary =
                ByteBuffer.wrap(body, length, body.length - length).slice().order(ByteOrder.LITTLE_ENDIAN);
        List<RideDraft> drafts = drafts(json.path("inputs"), binary);
        if (binary.hasRemaining()) {
            throw Refusal.bad("%d bytes follow the last input's binary data", binary.remaining());
        }
        List<TripRow> rides = new ArrayList<>(drafts.size());
        for (RideDraft draft : drafts) {
            try {
                rides.add(draft.ride(model.predictor().needs()));
            } catch (Refusal e) {
                throw e.in("ride " + rides.size());
            }
        }
        OutputTensors outputs = OutputTensors.requested(json, model);
        return new Question(rides, outputs::reply);
    }

    private static int headerLength(Request request, int most) {
        String header = request.headerLength();
        if (header == null) {
            return most;
        }
        if (!header.matches("\\d{1,9}") || Integer.parseInt(header) > most) {
            throw Refusal.bad("Inference-Header-Content-Length is %s, expected 0 to %d", header, most);
        }
        return Integer.parseInt(header);
    }

    private static List<RideDraft> drafts(JsonNode inputs, ByteBuffer binary) {
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw Refusal.bad("inputs is missing, expected a list of tensors");
        }
        List<RideDraft> drafts = new ArrayList<>();
        Set<RideField> seen = new HashSet<>();
        for (JsonNode input : inputs) {
            InputTensor tensor = InputTensor.of(input);
            if (!seen.add(tensor.field())) {
                throw Refusal.bad("%s is given twice", tensor.field().title());
            }
            if (drafts.isEmpty()) {
                // Before anything is made for them: a shape is a number that a caller writes.
                tensor.requireContent(binary);
                for (int i = 0; i < tensor.rides(); i++) {
                    drafts.add(new RideDraft());
                }
            }
            if (tensor.rides() != drafts.size()) {
                throw Refusal.bad(
                        "input %s has %d elements, the ones before have %d",
                        tensor.field().title(), tensor.rides(), drafts.size());
            }
            tensor.fill(drafts, binary);
        }
        return drafts;
    }
}
