package dev.gradus.kit.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON in one notation: no blanks, keys sorted, fractions by their nine leading decimal digits.
 *
 * <p>Nine digits tell every single-precision number from its neighbours. {@code Double.toString} is avoided because its
 * digits changed in JDK 19, and a model's digest must not depend on the JDK that wrote it.
 */
final class CanonicalJson {

    private static final MathContext NINE_DIGITS = new MathContext(9);

    private CanonicalJson() {}

    static String write(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    static String quote(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            writeObject(node, text);
        } else if (node.isArray()) {
            writeArray(node, text);
        } else if (node.isNumber() && !node.isIntegralNumber()) {
            text.append(number(node.doubleValue()));
        } else {
            text.append(node);
        }
    }

    private static void writeObject(JsonNode node, StringBuilder text) {
        SortedMap<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        String separator = "{";
        for (var field : fields.entrySet()) {
            text.append(separator).append(quote(field.getKey())).append(':');
            write(field.getValue(), text);
            separator = ",";
        }
        text.append(fields.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(JsonNode node, StringBuilder text) {
        String separator = "";
        text.append('[');
        for (JsonNode element : node) {
            text.append(separator);
            write(element, text);
            separator = ",";
        }
        text.append(']');
    }

    private static String number(double value) {
        BigDecimal digits = new BigDecimal(value).round(NINE_DIGITS);
        return digits.signum() == 0 ? "0.0" : digits.stripTrailingZeros().toString();
    }
}
