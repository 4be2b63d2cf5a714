package dev.gradus.platform.differential;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that is still being written: its fields by name, whether they will travel in the body or in the query string. */
final class Draft {
    private static final String JSON = "application/json";

    private final Endpoint endpoint;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> variables = new HashMap<>();
    private final List<Call.Learnt> learns = new ArrayList<>();
    private Runnable effect = () -> {};
    private String root = "api";
    private String contentType = JSON;
    private @Nullable String body;

    Draft(Endpoint endpoint) {
        this.endpoint = endpoint;
        if (endpoint.ofPages()) {
            root = "ajax-api";
        }
    }

    Draft with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    Draft with(String field, long value) {
        fields.put(field, value);
        return this;
    }

    Draft with(String field, JsonNode value) {
        fields.set(field, value);
        return this;
    }

    /** The value of a variable of the path, which is encoded but for its slashes. */
    Draft at(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Sends this text in place of the fields. */
    Draft body(String type, String text) {
        contentType = type;
        body = text;
        return this;
    }

    Draft learns(String symbol, String pointer) {
        learns.add(new Call.Learnt(symbol, JsonPointer.compile(pointer)));
        return this;
    }

    /** What becomes of the generator's own picture when the call is done. */
    Draft then(Runnable change) {
        effect = change;
        return this;
    }

    /** Asks the twin below {@code /ajax-api/} instead. */
    Draft byPages() {
        root = "ajax-api";
        return this;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    ObjectNode fields() {
        return fields;
    }

    void takeEffect() {
        effect.run();
    }

    Call call() {
        boolean query = endpoint.method().equals("GET");
        return new Call(
                endpoint.name(),
                endpoint.method(),
                root + "/" + path(),
                query ? parameters() : List.of(),
                query ? null : body == null ? fields.toString() : body,
                contentType,
                learns);
    }

    private String path() {
        String path = endpoint.path();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", encoded(variable.getValue()));
        }
        return path;
    }

    /** Symbols stay as they are: each server's id takes their place later. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%24%7B", "${")
                .replaceAll("(\\$\\{\\w+)%7D", "$1}");
    }

    private List<Call.Parameter> parameters() {
        List<Call.Parameter> parameters = new ArrayList<>();
        fields.properties().forEach(field -> {
            if (field.getValue().isArray()) {
                field.getValue().forEach(item -> parameters.add(new Call.Parameter(field.getKey(), item.asText())));
            } else {
                parameters.add(
                        new Call.Parameter(field.getKey(), field.getValue().asText()));
            }
        });
        return parameters;
    }
}
