package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a script in a YAML file, continued lines joined.
 *
 * @param line 1-based, where it begins
 */
public record Line(String text, int line) {

    /** The lines of a scalar or of a list of them. */
    public static List<Line> of(YamlNode script) {
        List<Line> lines = new ArrayList<>();
        if (script.items().isEmpty()) {
            scalar(script.text(), script.line(), lines);
        }
        script.items().forEach(item -> lines.addAll(of(item)));
        return lines;
    }

    private static void scalar(String text, int first, List<Line> lines) {
        String[] parts = text.split("\n", -1);
        // A block scalar's mark is its indicator; its text begins on the next line.
        int offset = parts.length > 1 ? first + 1 : first;
        for (int i = 0; i < parts.length; i++) {
            int begin = i;
            StringBuilder line = new StringBuilder(parts[i]);
            while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < parts.length) {
                line.setLength(line.length() - 1);
                line.append(' ').append(parts[++i].strip());
            }
            if (!line.toString().isBlank()) {
                lines.add(new Line(line.toString().strip(), offset + begin));
            }
        }
    }
}
