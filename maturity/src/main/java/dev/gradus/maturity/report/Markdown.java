package dev.gradus.maturity.report;

import java.util.List;

/** A page of Markdown, written from the top down. */
final class Markdown {

    private final StringBuilder page = new StringBuilder();

    Markdown heading(int level, String text) {
        return paragraph("#".repeat(level) + " " + text);
    }

    Markdown paragraph(String text) {
        page.append(text).append("\n\n");
        return this;
    }

    Markdown items(List<String> items) {
        if (!items.isEmpty()) {
            items.forEach(item -> page.append("- ").append(item).append('\n'));
            page.append('\n');
        }
        return this;
    }

    Markdown table(List<String> head, List<List<String>> rows) {
        row(head);
        row(head.stream().map(column -> "---").toList());
        rows.forEach(this::row);
        page.append('\n');
        return this;
    }

    private void row(List<String> cells) {
        page.append("| ")
                .append(String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()))
                .append(" |\n");
    }

    /** An expression on a line of its own, however it was broken in the file. */
    static String code(String text) {
        String oneLine = String.join(" ", text.lines().map(String::strip).toList());
        return "`" + oneLine + "`";
    }

    String text() {
        return page.toString().stripTrailing() + "\n";
    }
}
