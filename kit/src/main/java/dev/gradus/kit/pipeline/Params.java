package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.kit.data.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter file, such as {@code params.yaml}, and the replacement of references such as <code>${key.path[0]}</code> by its values.
 *
 * <pre>{@code
 * Params params = Params.read(Path.of("params.yaml"));
 * params.interpolate("train --epochs ${training.epochs}", "stage \"train\"");   // train --epochs 13
 * }</pre>
 */
final class Params {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\$\\{(.*?)}");
    /** A float in YAML 1.2, which DVC reads, and a string in YAML 1.1, which Jackson reads: {@code 2e-3}. */
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\d[\\d_]*\\.?[\\d_]*|\\.[\\d_]+)[eE][-+]?\\d+");

    private final String name;
    private final JsonNode tree;

    private Params(String name, JsonNode tree) {
        this.name = name;
        this.tree = tree;
    }

    /** Reads a YAML or JSON file; one that is not there has no keys. */
    static Params read(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            return new Params(name, JsonNodeFactory.instance.objectNode());
        }
        JsonNode tree = readTree(file, name);
        if (!tree.isObject()) {
            throw new BadInput(name + " holds no keys at its top level", "write it as \"key: value\" lines");
        }
        return new Params(name, tree);
    }

    /** The YAML document of a file, its numbers as YAML 1.2 has them; an empty file is an empty map. */
    static JsonNode readTree(Path file, String name) {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            boolean empty = tree == null || tree.isMissingNode() || tree.isNull();
            return empty ? JsonNodeFactory.instance.objectNode() : numbers(tree);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadInput(
                    name + " is not valid YAML at line " + line + ": " + firstLine(e.getOriginalMessage()),
                    "correct that line");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + name, e);
        }
    }

    /** The value at {@code training.epochs}; list elements by their index, as in {@code data.months.0}. */
    Optional<JsonNode> find(String key) {
        JsonNode node = tree;
        for (String part : key.split("\\.", -1)) {
            boolean index = node.isArray() && part.matches("\\d{1,9}");
            JsonNode next = index ? node.get(Integer.parseInt(part)) : node.get(part);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    /** The value at the key, which {@code user} needs. */
    JsonNode get(String key, String user) {
        return find(key)
                .orElseThrow(() -> new BadInput(
                        user + " needs the parameter \"" + key + "\", which " + name + " does not have",
                        "add it to " + name + " or correct the name in dvc.yaml"));
    }

    /** The text with each reference replaced by its scalar value; a backslash before the dollar keeps it as text. */
    String interpolate(String text, String user) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String key = matcher.group(1).replace("[", ".").replace("]", "");
            matcher.appendReplacement(out, Matcher.quoteReplacement(scalar(key, user)));
        }
        return matcher.appendTail(out).toString().replace("\\${", "${");
    }

    private String scalar(String key, String user) {
        JsonNode value = get(key, user);
        if (value.isContainerNode() || value.isNull()) {
            throw new BadInput(
                    user + " puts \"${" + key + "}\" into its text, which is no single value",
                    "name one value inside it, such as \"${" + key + "." + firstChild(value) + "}\"");
        }
        return YamlText.plain(value);
    }

    private static String firstChild(JsonNode value) {
        return value.isObject() && value.fieldNames().hasNext()
                ? value.fieldNames().next()
                : "0";
    }

    private static JsonNode numbers(JsonNode node) {
        if (node.isTextual() && FLOAT.matcher(node.textValue()).matches()) {
            return DoubleNode.valueOf(Double.parseDouble(node.textValue().replace("_", "")));
        }
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(field -> object.set(field, numbers(object.get(field))));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, numbers(array.get(i)));
            }
        }
        return node;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").trim();
    }
}
