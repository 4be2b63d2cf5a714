package dev.gradus.serving;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values after RFC 4180: cells may be quoted, a quote in a quoted cell is doubled. */
final class Csv {

    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** The cells of all lines that are not empty. */
    static List<List<String>> lines(String text) {
        Csv csv = new Csv(text);
        List<List<String>> lines = new ArrayList<>();
        while (csv.at < text.length()) {
            List<String> line = csv.line();
            if (line.size() > 1 || !line.get(0).isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        at += text.startsWith("\r\n", at) ? 2 : 1;
        return cells;
    }

    private String cell() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        int start = at++;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw Refusal.bad("the quote at character %d of the CSV has no end", start);
            }
            cell.append(text, at, quote);
            at = quote + 1;
            if (at >= text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0) {
                return cell.toString();
            }
            if (text.charAt(at) != '"') {
                throw Refusal.bad("character %d of the CSV follows a quote, expected a comma", at);
            }
            cell.append('"');
            at++;
        }
    }
}
