package dev.gradus.serving;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** What the Open Inference Protocol v2 tells of the server and of its model. */
final class OpenInference {

    /** The outputs of every model. */
    static final String MINUTES = "minutes";

    static final String LOW = "low";
    static final String HIGH = "high";
    static final String ID = "prediction_id";

    private final ModelProvider models;

    OpenInference(ModelProvider models) {
        this.models = models;
    }

    static String server() {
        return "{\"name\":\"gradus-serving\",\"version\":\"2\",\"extensions\":[\"binary_tensor_data\"]}";
    }

    /** Refuses a model or a version that is not the one that is served. */
    ServedModel require(RoutingContext context) {
        ServedModel model = models.current();
        String name = context.pathParam("model");
        String version = context.pathParam("version");
        if (!name.equals(model.by().model())
                || version != null && !version.equals(model.by().version())) {
            throw Refusal.of(
                    404,
                    "model %s%s is not served here, but %s version %s",
                    name,
                    version == null ? "" : " version " + version,
                    model.by().model(),
                    model.by().version());
        }
        return model;
    }

    String model(RoutingContext context) {
        ServedModel model = require(context);
        List<String> inputs = new ArrayList<>();
        for (RideField field : RideField.values()) {
            inputs.add(tensor(field.title(), field.datatype()));
        }
        List<String> outputs = new ArrayList<>(List.of(tensor(MINUTES, "FP64")));
        if (model.hasIntervals()) {
            outputs.add(tensor(LOW, "FP64"));
            outputs.add(tensor(HIGH, "FP64"));
        }
        outputs.add(tensor(ID, "BYTES"));
        return "{\"name\":%s,\"versions\":[%s],\"platform\":\"gradus\",\"inputs\":[%s],\"outputs\":[%s]}"
                .formatted(
                        Json.quote(model.by().model()),
                        Json.quote(model.by().version()),
                        String.join(",", inputs),
                        String.join(",", outputs));
    }

    private static String tensor(String name, String datatype) {
        return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":[-1]}".formatted(name, datatype);
    }
}
