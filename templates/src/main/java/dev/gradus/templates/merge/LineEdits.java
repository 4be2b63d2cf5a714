package dev.gradus.templates.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines that a user added to a text and took from it, and the rule that none of them may be lost: a line that the user holds
 * more often than the base is in the result at least as often; one that they hold less often came back only as often as the
 * template added it; or it stands in a conflict.
 */
final class LineEdits {
    private final Map<String, Integer> base;
    private final Map<String, Integer> theirs;
    private final Map<String, Integer> ours;

    private LineEdits(Lines base, Lines ours, Lines theirs) {
        this.base = base.counts();
        this.ours = ours.counts();
        this.theirs = theirs.counts();
    }

    static LineEdits of(Sides sides) {
        return new LineEdits(Sides.lines(sides.base()), Sides.lines(sides.ours()), Sides.lines(sides.theirs()));
    }

    /** How many copies of lines the user added or took away. */
    int count() {
        return distinct().stream().mapToInt(line -> Math.abs(added(line))).sum();
    }

    /** How many of them stand in a conflict of the text. */
    int inConflict(MergedText text) {
        Map<String, Integer> yours = Lines.counts(text.oursInConflict());
        Map<String, Integer> disputed = Lines.counts(text.baseInConflict());
        return distinct().stream()
                .mapToInt(line -> Math.min(Math.abs(added(line)), count(added(line) > 0 ? yours : disputed, line)))
                .sum();
    }

    /** A line that would be lost, or come back, in the text. */
    Optional<String> breach(MergedText text) {
        List<String> standing = new ArrayList<>(text.agreed());
        standing.addAll(text.oursInConflict());
        return breach(Lines.counts(standing), Lines.counts(text.agreed()));
    }

    /** The same, for a text without conflict. */
    Optional<String> breach(Lines result) {
        return breach(result.counts(), result.counts());
    }

    private Optional<String> breach(Map<String, Integer> standing, Map<String, Integer> agreed) {
        return distinct().stream()
                .filter(line -> added(line) > 0
                        ? count(standing, line) < count(ours, line)
                        : added(line) < 0 && count(agreed, line) > most(line))
                .sorted()
                .findFirst();
    }

    private int most(String line) {
        return count(ours, line) + Math.max(0, count(theirs, line) - count(base, line));
    }

    private int added(String line) {
        return count(ours, line) - count(base, line);
    }

    private List<String> distinct() {
        List<String> lines = new ArrayList<>(ours.keySet());
        base.keySet().stream().filter(line -> !ours.containsKey(line)).forEach(lines::add);
        return lines;
    }

    private static int count(Map<String, Integer> counts, String line) {
        return counts.getOrDefault(line, 0);
    }
}
