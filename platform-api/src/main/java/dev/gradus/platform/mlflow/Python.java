package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Collectors;

/** How MLflow's server, written in Python, shows values in its error texts. */
public final class Python {
    private static final ObjectWriter SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

    private Python() {}

    /** A value as JSON of ASCII characters. */
    public static String json(Object value) {
        try {
            return ascii(SORTED.writeValueAsString(value));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not a value of JSON", notJson);
        }
    }

    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (c < 0x80) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format("\\u%04x", c));
            }
        });
        return ascii.toString();
    }

    /** A text in quotes, as {@code repr} writes it. */
    public static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
        if (text.indexOf('\'') >= 0 && text.indexOf('"') < 0) {
            return '"' + escaped + '"';
        }
        return "'" + escaped.replace("'", "\\'") + "'";
    }

    /** Texts as a list of quoted ones. */
    public static String list(List<String> texts) {
        return texts.stream().map(Python::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The name of the type of a value of JSON. */
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "str";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            case ARRAY -> "list";
            case OBJECT -> "dict";
            default -> "NoneType";
        };
    }
}
