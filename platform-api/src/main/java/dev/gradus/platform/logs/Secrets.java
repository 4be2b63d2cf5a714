package dev.gradus.platform.logs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes what looks like a secret out of a text.
 *
 * <pre>{@code
 * Secrets.without("Authorization: Bearer gradus_x1"); // "Authorization: ***"
 * }</pre>
 */
final class Secrets {
    private static final String HIDDEN = "***";
    private static final List<Rule> RULES = List.of(
            new Rule(
                    Pattern.compile(
                            "(?i)(authorization[\"']?\\s*[:=]\\s*[\"']?)(?:(?:bearer|basic)\\s+)?[^\\s\"',;}]+"),
                    "$1" + HIDDEN),
            new Rule(Pattern.compile("(?i)\\b((?:bearer|basic)\\s+)[a-z0-9+/_=.-]{16,}"), "$1" + HIDDEN),
            new Rule(Pattern.compile("gradus_[A-Za-z0-9_-]{8,}"), "gradus_" + HIDDEN),
            // https://user:password@host
            new Rule(Pattern.compile("(://[^\\s/:@]*:)[^\\s/@]+@"), "$1" + HIDDEN + "@"),
            new Rule(
                    Pattern.compile(
                            "(?i)((?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|signature)[\"']?\\s*[=:]\\s*[\"']?)"
                                    + "[^\\s\"'&,;})]+"),
                    "$1" + HIDDEN));

    private Secrets() {}

    /** The same text, with stars where a secret was; the very same object when there was none. */
    static String without(String text) {
        String clean = text;
        for (Rule rule : RULES) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
        }
        return clean.equals(text) ? text : clean;
    }

    private record Rule(Pattern pattern, String replacement) {}
}
