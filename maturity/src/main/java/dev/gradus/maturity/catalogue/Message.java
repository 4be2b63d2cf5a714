package dev.gradus.maturity.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text for people with fields of a fact in braces, such as {@code "{name} has no version"}. */
final class Message {

    private static final Pattern FIELD = Pattern.compile("\\{([a-zA-Z0-9]+)\\}");

    private final String text;

    Message(String text) {
        this.text = text;
    }

    /** The fields that the text names. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(text);
        while (matcher.find()) {
            fields.add(matcher.group(1));
        }
        return fields;
    }

    String of(Map<?, ?> fact) {
        return FIELD.matcher(text).replaceAll(match -> Matcher.quoteReplacement(said(fact, match)));
    }

    private static String said(Map<?, ?> fact, MatchResult match) {
        Object value = fact.get(match.group(1));
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }
}
