package dev.gradus.templates.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The outcome of merging one text. */
record MergedText(List<Hunk> hunks, boolean crlf, String label) {

    boolean clashes() {
        return clashing().findAny().isPresent();
    }

    /** The user's lines that stand in a conflict. */
    List<String> oursInConflict() {
        return side(Hunk.Clash::ours);
    }

    /** The lines of the base that both changed. */
    List<String> baseInConflict() {
        return side(Hunk.Clash::base);
    }

    /** All lines on which there is no dispute. */
    List<String> agreed() {
        return hunks.stream()
                .flatMap(hunk -> hunk instanceof Hunk.Agreed agreed ? agreed.lines().stream() : Stream.empty())
                .toList();
    }

    /** The text, with conflict markers where the sides clash. */
    Lines lines() {
        List<String> lines = new ArrayList<>();
        for (Hunk hunk : hunks) {
            if (hunk instanceof Hunk.Clash clash) {
                lines.add("<<<<<<< yours\n");
                addEnded(lines, clash.ours());
                lines.add("=======\n");
                addEnded(lines, clash.theirs());
                lines.add(">>>>>>> " + label + "\n");
            } else if (hunk instanceof Hunk.Agreed agreed) {
                lines.addAll(agreed.lines());
            }
        }
        return new Lines(lines, crlf);
    }

    private static void addEnded(List<String> lines, List<String> side) {
        side.forEach(line -> lines.add(line.endsWith("\n") ? line : line + "\n"));
    }

    private List<String> side(Function<Hunk.Clash, List<String>> side) {
        return clashing().flatMap(clash -> side.apply(clash).stream()).toList();
    }

    private Stream<Hunk.Clash> clashing() {
        return hunks.stream().flatMap(hunk -> hunk instanceof Hunk.Clash clash ? Stream.of(clash) : Stream.empty());
    }
}
