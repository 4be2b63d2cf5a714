package dev.gradus.templates.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.gradus.templates.BadInput;
import dev.gradus.templates.Nearest;
import dev.gradus.templates.pack.Pack;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.lang.model.SourceVersion;

/** The JSON Schema of a pack's answers, with messages that name the answer and its value. */
final class AnswerSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pack pack;
    private final JsonNode schema;

    private AnswerSchema(Pack pack) {
        this.pack = pack;
        this.schema = pack.manifest().answers();
    }

    static AnswerSchema of(Pack pack) {
        return new AnswerSchema(pack);
    }

    /** Refuses the first answer that the schema does not allow. */
    void check(Map<String, Object> answers) {
        requireNoReference(schema);
        JsonNode instance = JSON.valueToTree(answers);
        validator().validate(instance).stream()
                .min(Comparator.comparing(ValidationMessage::toString))
                .ifPresent(message -> {
                    throw refused(message, instance);
                });
        answers.forEach(this::requireJavaPackage);
    }

    private JsonSchema validator() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema);
        } catch (JsonSchemaException e) {
            throw new BadInput(
                    "the answers of pack \"" + pack.name() + "\" are no JSON Schema: " + e.getMessage(),
                    "correct pack.yaml");
        }
    }

    /** A reference could be followed to any file or host. */
    private void requireNoReference(JsonNode node) {
        for (String key : List.of("$ref", "$dynamicRef", "$schema", "$id")) {
            String target = node.path(key).asText("#");
            if (!target.startsWith("#") && !target.equals("https://json-schema.org/draft/2020-12/schema")) {
                throw new BadInput(
                        "the answers of pack \"" + pack.name() + "\" refer to \"" + target + "\"",
                        "keep the whole schema in pack.yaml");
            }
        }
        node.forEach(this::requireNoReference);
    }

    /** {@code format: java-package}: a name that is well formed may still hold a word of the language. */
    private void requireJavaPackage(String name, Object value) {
        boolean wanted =
                schema.path("properties").path(name).path("format").asText("").equals("java-package");
        if (wanted && !SourceVersion.isName(String.valueOf(value), SourceVersion.RELEASE_17)) {
            throw refused(
                    name,
                    value,
                    "is no Java package",
                    "use lower-case words joined by dots, none of them a word of the language");
        }
    }

    private BadInput refused(ValidationMessage message, JsonNode instance) {
        String name = message.getInstanceLocation().getNameCount() == 0
                ? String.valueOf(message.getProperty())
                : message.getInstanceLocation().getName(0);
        JsonNode rule = schema.path("properties").path(name);
        Object value = instance.path(name).asText();
        String remedy = AnswerSheet.description(schema, name).orElse("see the questions of the pack");
        return switch (message.getType()) {
            case "required" ->
                new BadInput("the answer \"" + name + "\" is missing", "give it, as in --set " + name + "=…");
            case "enum" ->
                refused(
                        name,
                        value,
                        "is none of " + choices(rule),
                        Nearest.remedy(String.valueOf(value), choices(rule)));
            case "pattern" ->
                refused(name, value, "does not match " + rule.path("pattern").asText(), remedy);
            case "type" -> refused(name, value, "is no " + rule.path("type").asText(), remedy);
            case "maxLength" ->
                refused(name, value, "is longer than " + rule.path("maxLength").asText() + " characters", "shorten it");
            case "minLength" ->
                refused(name, value, "is shorter than " + rule.path("minLength").asText() + " characters", remedy);
            default ->
                refused(
                        name,
                        value,
                        "breaks the rule " + message.getType() + " " + rule.path(message.getType()),
                        remedy);
        };
    }

    private static List<String> choices(JsonNode rule) {
        return StreamSupport.stream(rule.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static BadInput refused(String name, Object value, String problem, String remedy) {
        return new BadInput("the answer " + name + "=\"" + value + "\" " + problem, remedy);
    }
}
