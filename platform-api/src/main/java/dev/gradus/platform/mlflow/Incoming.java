package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param query each parameter with its values
 * @param body missing where it is not JSON, which is as good as no body
 */
record Incoming(
        Verb verb,
        Map<String, List<String>> query,
        @Nullable String contentType,
        JsonNode body) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Its fields as JSON, from the query of a GET that has one and from the body else. */
    JsonNode json(Shape shape) {
        return verb == Verb.GET && !query.isEmpty() ? fromQuery(shape) : fromBody();
    }

    private ObjectNode fromQuery(Shape shape) {
        ObjectNode object = NODES.objectNode();
        for (Field field : shape.fields()) {
            List<String> values = query.getOrDefault(field.name(), List.of());
            if (!values.isEmpty()) {
                object.set(field.name(), field.repeated() ? texts(values) : single(field, values.get(0)));
            }
        }
        return object;
    }

    private static ArrayNode texts(List<String> values) {
        ArrayNode texts = NODES.arrayNode();
        values.forEach(texts::add);
        return texts;
    }

    private static JsonNode single(Field field, String value) {
        if (field.type() != Scalar.FLAG) {
            return NODES.textNode(value);
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> throw MlflowProblem.invalid("Invalid boolean value: " + value + ", must be 'true' or 'false'.");
        };
    }

    /** JSON within a text of JSON comes from old clients. */
    private JsonNode fromBody() {
        refuseOtherTypes();
        JsonNode json = body.isTextual() ? MlflowJson.read(body.textValue().getBytes(StandardCharsets.UTF_8)) : body;
        return json.isMissingNode() || json.isNull() ? NODES.objectNode() : json;
    }

    private void refuseOtherTypes() {
        if (verb != Verb.POST && verb != Verb.PUT) {
            return;
        }
        if (contentType == null) {
            throw MlflowProblem.invalid("Bad Request. Content-Type header is missing.");
        }
        if (!contentType.split(";", 2)[0].equals("application/json")) {
            throw MlflowProblem.invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }
}
