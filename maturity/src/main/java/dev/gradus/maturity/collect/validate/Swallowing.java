package dev.gradus.maturity.collect.validate;

import java.util.List;
import java.util.regex.Pattern;

/** Tells by a text's indentation whether what a line throws is caught around it and goes no further. */
final class Swallowing {

    private static final Pattern TRY = Pattern.compile("try:|(.*\\W)?try\\b.*\\{");
    private static final Pattern HANDLER = Pattern.compile("(}\\s*)?(except|catch)\\b.*");
    private static final Pattern GOES_ON = Pattern.compile("\\b(raise|throw|exit|_exit|abort|fail)\\b");

    private Swallowing() {}

    /** @param line 1-based */
    static boolean isSwallowed(List<String> lines, int line) {
        int depth = indent(lines.get(line - 1));
        for (int i = line - 2; i >= 0 && depth > 0; i--) {
            String text = lines.get(i).strip();
            if (!text.isEmpty() && indent(lines.get(i)) < depth) {
                depth = indent(lines.get(i));
                if (TRY.matcher(text).matches() && dropped(lines, line, depth)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the handlers of the try at that depth let nothing out; a try without one drops nothing. */
    private static boolean dropped(List<String> lines, int from, int depth) {
        boolean handler = false;
        for (String line : lines.subList(from, lines.size())) {
            String text = line.strip();
            boolean inside = text.isEmpty() || indent(line) > depth;
            if (!inside && !HANDLER.matcher(text).matches()) {
                return handler;
            }
            handler |= !inside;
            if (handler && GOES_ON.matcher(text).find()) {
                return false;
            }
        }
        return handler;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
