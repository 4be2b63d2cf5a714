package dev.gradus.templates.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * The lines of a text, each with its line feed, byte for byte: one character stands for one byte, whatever the encoding. Where
 * every line ends in CRLF that is a property of the text and not of its lines, so that a conversion is one edit and not as many
 * as there are lines.
 */
final class Lines extends Sequence {
    static final Lines NONE = new Lines(List.of(), false);

    private final List<String> lines;
    private final boolean crlf;

    Lines(List<String> lines, boolean crlf) {
        this.lines = List.copyOf(lines);
        this.crlf = crlf;
    }

    static Lines of(byte[] bytes) {
        List<String> lines = split(new String(bytes, StandardCharsets.ISO_8859_1));
        boolean crlf = lines.stream().anyMatch(line -> line.endsWith("\r\n"))
                && lines.stream().allMatch(line -> line.endsWith("\r\n") || !line.endsWith("\n"));
        return crlf
                ? new Lines(
                        lines.stream().map(line -> line.replace("\r\n", "\n")).toList(), true)
                : new Lines(lines, false);
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    List<String> list() {
        return lines;
    }

    boolean crlf() {
        return crlf;
    }

    byte[] bytes() {
        String text = String.join("", lines);
        return (crlf ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How often each distinct line stands in it. */
    Map<String, Integer> counts() {
        return counts(lines);
    }

    static Map<String, Integer> counts(List<String> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        return counts;
    }

    @Override
    public int size() {
        return lines.size();
    }

    /** Lines are the same when their bytes are. */
    static final class Comparator extends SequenceComparator<Lines> {
        @Override
        public boolean equals(Lines a, int ai, Lines b, int bi) {
            return a.lines.get(ai).equals(b.lines.get(bi));
        }

        @Override
        public int hash(Lines lines, int index) {
            return lines.lines.get(index).hashCode();
        }
    }
}
