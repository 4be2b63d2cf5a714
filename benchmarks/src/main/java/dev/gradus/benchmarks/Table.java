package dev.gradus.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown. */
final class Table {
    private final String title;
    private final List<String> lines = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        row(columns);
        lines.add("|" + "---|".repeat(columns.length));
    }

    Table row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    static String twoDecimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A difference and the ends of its interval, each with its sign. */
    static String difference(double value, double low, double high) {
        return String.format(Locale.ROOT, "%+.2f (%+.2f to %+.2f)", value, low, high);
    }

    /** How many times the peer's figure ours is. */
    static String ratio(double ours, double peers) {
        return String.format(Locale.ROOT, "%.2f ×", ours / peers);
    }

    @Override
    public String toString() {
        return "## " + title + "\n\n" + String.join("\n", lines) + "\n";
    }
}
