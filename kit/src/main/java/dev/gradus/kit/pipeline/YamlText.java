package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a tree as block-style YAML in the shape that DVC gives {@code dvc.lock}: two spaces per level, lists level with
 * their key, numbers as Python prints them. What this writes, DVC reads as the values it would have written itself.
 *
 * <pre>{@code
 * schema: '2.0'
 * stages:
 *   train:
 *     cmd: java @build/java.args com.example.rides.Train
 * }</pre>
 */
final class YamlText {

    /** Text that needs no quotes: begins with no indicator, holds no comment and no colon that would end a key. */
    private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_./(](?:(?! #|: )[^\\p{C}])*(?<![: ])");

    /** What a YAML reader would take for something else than a string. */
    private static final Pattern NOT_A_STRING = Pattern.compile(
            "[-+]?[0-9][0-9_]*|[-+]?(\\d[\\d_]*\\.[\\d_]*|\\.[\\d_]+|\\d[\\d_]*)([eE][-+]?\\d+)?"
                    + "|0[ox][0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|\\d{4}-\\d\\d?-\\d\\d?([Tt ].*)?|true|True|TRUE|false|False|FALSE|null|Null|NULL|~");

    private YamlText() {}

    static String write(JsonNode tree) {
        StringBuilder out = new StringBuilder();
        map(tree, 0, out);
        return out.toString();
    }

    private static void map(JsonNode map, int indent, StringBuilder out) {
        boolean first = true;
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            // Inside a list element the first key stands beside the dash.
            out.append(first && endsWithDash(out) ? "" : " ".repeat(indent))
                    .append(quoted(entry.getKey()))
                    .append(':');
            first = false;
            value(entry.getValue(), indent, out);
        }
    }

    private static void value(JsonNode value, int indent, StringBuilder out) {
        if (value.isObject() && !value.isEmpty()) {
            out.append('\n');
            map(value, indent + 2, out);
        } else if (value.isArray() && !value.isEmpty()) {
            out.append('\n');
            list(value, indent, out);
        } else {
            out.append(value.isNull() ? "" : " " + scalar(value)).append('\n');
        }
    }

    private static void list(JsonNode list, int indent, StringBuilder out) {
        for (JsonNode element : list) {
            out.append(" ".repeat(indent)).append("- ");
            if (element.isObject() && !element.isEmpty()) {
                map(element, indent + 2, out);
            } else if (element.isArray() && !element.isEmpty()) {
                // A list in a list is written on one line, which every reader takes.
                out.append(element).append('\n');
            } else {
                out.append(scalar(element)).append('\n');
            }
        }
    }

    private static boolean endsWithDash(StringBuilder out) {
        return out.length() >= 2 && out.charAt(out.length() - 2) == '-' && out.charAt(out.length() - 1) == ' ';
    }

    private static String scalar(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isObject() ? "{}" : "[]";
        }
        return value.isTextual() ? quoted(value.textValue()) : plain(value);
    }

    /** A scalar as Python's {@code str} gives it, with YAML's words for true, false and null. */
    static String plain(JsonNode value) {
        return value.isFloatingPointNumber() ? python(value.doubleValue()) : value.asText();
    }

    private static String python(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (value == 0 || (exponent >= -4 && exponent < 16)) {
            String text = exact.toPlainString();
            return text.contains(".") ? text : text + ".0";
        }
        String digits = exact.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = value < 0 ? "-" : "";
        return sign
                + digits.charAt(0)
                + fraction
                + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static String quoted(String text) {
        if (SAFE.matcher(text).matches()
                && !text.endsWith(" ")
                && !NOT_A_STRING.matcher(text).matches()) {
            return text;
        }
        boolean single =
                text.codePoints().noneMatch(c -> c == '\'' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
        return single ? "'" + text + "'" : TextNode.valueOf(text).toString();
    }
}
