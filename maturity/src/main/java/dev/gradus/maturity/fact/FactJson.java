package dev.gradus.maturity.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.maturity.BadInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Facts as they are stored: nothing is lost, so that a verdict can be found again from them.
 *
 * <pre>{@code
 * JsonNode stored = FactJson.write(fact);
 * Fact same = FactJson.read(stored, vocabulary);
 * }</pre>
 */
public final class FactJson {

    private FactJson() {}

    public static ObjectNode write(Fact fact) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", fact.name());
        json.put("subject", fact.subject());
        ObjectNode value = json.putObject("value");
        fact.value().forEach((field, given) -> value.set(field, written(given)));
        json.put("observedAt", fact.observedAt().toString());
        json.put("source", fact.source());
        Location location = fact.location();
        json.put("path", location == null ? null : location.path());
        json.put("line", location == null ? null : location.line());
        return json;
    }

    private static JsonNode written(Object given) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (given instanceof Long number) {
            return json.numberNode(number);
        } else if (given instanceof Double number) {
            return json.numberNode(number);
        } else if (given instanceof Boolean flag) {
            return json.booleanNode(flag);
        } else if (given instanceof List<?> texts) {
            ArrayNode array = json.arrayNode();
            texts.forEach(text -> array.add(text.toString()));
            return array;
        }
        return json.textNode(given.toString());
    }

    /** Reads one fact of a type that the vocabulary declares; one that does not fit its declaration is refused. */
    public static Fact read(JsonNode json, Vocabulary vocabulary) {
        String name = json.path("name").asText();
        FactType type = vocabulary
                .type(name)
                .orElseThrow(() -> new BadInput(
                        "no collector observes the stored fact \"%s\"".formatted(name),
                        "Maybe: read it with the version of Gradus that stored it."));
        try {
            Map<String, Object> value = new TreeMap<>();
            type.fields()
                    .forEach((field, declared) ->
                            value.put(field, read(json.path("value").path(field), declared)));
            return Fact.of(
                    type,
                    json.path("subject").asText(),
                    value,
                    Instant.parse(json.path("observedAt").asText()),
                    json.path("source").asText(),
                    location(json));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new BadInput(
                    "the stored fact %s cannot be read: %s".formatted(name, e.getMessage()),
                    "Maybe: read it with the version of Gradus that stored it.");
        }
    }

    private static @Nullable Location location(JsonNode json) {
        if (!json.path("path").isTextual()) {
            return null;
        }
        String path = json.path("path").asText();
        return json.path("line").isInt() ? Location.of(path, json.path("line").asInt()) : Location.of(path);
    }

    private static Object read(JsonNode json, ValueType declared) {
        return switch (declared) {
            case STRING -> expect(json.isTextual(), json).asText();
            case INTEGER -> expect(json.isIntegralNumber(), json).asLong();
            case DECIMAL -> expect(json.isNumber(), json).asDouble();
            case BOOLEAN -> expect(json.isBoolean(), json).asBoolean();
            case INSTANT -> Instant.parse(expect(json.isTextual(), json).asText());
            case STRINGS -> {
                List<String> texts = new ArrayList<>();
                expect(json.isArray(), json).forEach(text -> texts.add(text.asText()));
                yield List.copyOf(texts);
            }
        };
    }

    private static JsonNode expect(boolean fits, JsonNode json) {
        if (!fits) {
            throw new IllegalArgumentException("unexpected value %s".formatted(json));
        }
        return json;
    }
}
