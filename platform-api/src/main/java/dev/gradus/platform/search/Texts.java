package dev.gradus.platform.search;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts out of their quotes. */
final class Texts {
    private static final Pattern ELEMENT =
            Pattern.compile("\\s*+(?:'((?:\\\\.|[^'\\\\])*+)'|\"((?:\\\\.|[^\"\\\\])*+)\")\\s*+(,|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(['\"\\\\])");

    private Texts() {}

    /** A text without the quotes around it, if it has some. */
    static String unquoted(String text) {
        return isQuoted(text, '\'') || isQuoted(text, '"') ? text.substring(1, text.length() - 1) : text;
    }

    static String withoutBackticks(String text) {
        return isQuoted(text, '`') ? text.substring(1, text.length() - 1) : text;
    }

    static boolean isQuoted(String text, char quote) {
        return text.length() >= 2 && text.charAt(0) == quote && text.charAt(text.length() - 1) == quote;
    }

    /** The elements of a list in parentheses. */
    static List<String> list(String parenthesised) {
        String inner = parenthesised.substring(1, parenthesised.length() - 1).strip();
        if (inner.isEmpty()) {
            throw MlflowProblem.invalid(
                    "While parsing a list in the query, expected a non-empty list of string values, but got empty list");
        }
        List<String> elements = new ArrayList<>();
        Matcher matcher = ELEMENT.matcher(inner);
        int at = 0;
        while (at < inner.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw MlflowProblem.invalid("While parsing a list in the query, expected string value, punctuation, or"
                        + " whitespace, but got different type in list: " + parenthesised);
            }
            String element = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            elements.add(ESCAPE.matcher(element).replaceAll("$1"));
            at = matcher.end();
        }
        return elements;
    }
}
