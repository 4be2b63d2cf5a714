package dev.gradus.maturity.collect.observe;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which metrics an expression of Prometheus speaks of. */
final class PromQl {

    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\[[^\\]]*]|\"[^\"]*\"|'[^']*'|#.*");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])([a-zA-Z_:][a-zA-Z0-9_:]*)(?!\\s*\\(|[\\w:])");
    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "unless",
            "by",
            "without",
            "on",
            "ignoring",
            "bool",
            "offset",
            "group_left",
            "group_right",
            "inf",
            "nan",
            "start",
            "end");
    private static final Pattern UNIT =
            Pattern.compile("_(total|seconds|milliseconds|bytes|ratio|bucket|count|sum|max|created|info)$");

    private PromQl() {}

    static Set<String> metrics(String expression) {
        String bare = LABELS.matcher(expression).replaceAll(" ");
        bare = GROUPING.matcher(bare).replaceAll(" ");
        Set<String> metrics = new LinkedHashSet<>();
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            if (!WORDS.contains(name.group(1).toLowerCase(Locale.ROOT))) {
                metrics.add(name.group(1));
            }
        }
        return metrics;
    }

    /** A metric's name without what a library appends for its unit and kind, in Prometheus' spelling. */
    static String stem(String metric) {
        String stem = metric.replaceAll("[.\\-]", "_").toLowerCase(Locale.ROOT);
        for (Matcher unit = UNIT.matcher(stem); unit.find(); unit = UNIT.matcher(stem)) {
            stem = stem.substring(0, unit.start());
        }
        return stem;
    }
}
