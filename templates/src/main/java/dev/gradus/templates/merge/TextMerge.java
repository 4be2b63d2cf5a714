package dev.gradus.templates.merge;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/** Three texts to one, line by line. */
final class TextMerge {
    private static final int OURS = 1;
    private static final int THEIRS = 2;

    private final Lines base;
    private final Lines ours;
    private final Lines theirs;
    private final String label;

    TextMerge(Lines base, Lines ours, Lines theirs, String label) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
        this.label = label;
    }

    MergedText merge() {
        MergeResult<Lines> result = new MergeAlgorithm().merge(new Lines.Comparator(), base, ours, theirs);
        return new MergedText(hunks(result), crlf(), label);
    }

    /** Everything between what both begin with and what both end with, as one conflict. */
    MergedText wholeConflict() {
        List<String> a = ours.list();
        List<String> b = theirs.list();
        int head = 0;
        while (head < Math.min(a.size(), b.size()) && a.get(head).equals(b.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(a.size(), b.size()) - head
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
            tail++;
        }
        return new MergedText(
                List.of(
                        new Hunk.Agreed(a.subList(0, head)),
                        new Hunk.Clash(base.list(), a.subList(head, a.size() - tail), b.subList(head, b.size() - tail)),
                        new Hunk.Agreed(a.subList(a.size() - tail, a.size()))),
                crlf(),
                label);
    }

    /** The user's line endings if the file or the change of them is theirs, else the template's. */
    private boolean crlf() {
        boolean untouched = base.size() > 0 && ours.crlf() == base.crlf();
        return untouched ? theirs.crlf() : ours.crlf();
    }

    private List<Hunk> hunks(MergeResult<Lines> result) {
        List<Hunk> hunks = new ArrayList<>();
        List<String> clashOurs = List.of();
        List<String> clashBase = List.of();
        for (MergeChunk chunk : result) {
            List<String> lines = lines(chunk);
            switch (chunk.getConflictState()) {
                case NO_CONFLICT -> hunks.add(new Hunk.Agreed(lines));
                case FIRST_CONFLICTING_RANGE -> {
                    clashOurs = lines;
                    clashBase = List.of();
                }
                case BASE_CONFLICTING_RANGE -> clashBase = lines;
                case NEXT_CONFLICTING_RANGE -> hunks.add(new Hunk.Clash(clashBase, clashOurs, lines));
            }
        }
        return hunks;
    }

    /** The lines of a chunk. Of the base, JGit gives a range that ends before it begins where both sides begin alike. */
    private List<String> lines(MergeChunk chunk) {
        int end = Math.max(chunk.getBegin(), chunk.getEnd());
        List<String> lines = side(chunk.getSequenceIndex()).list();
        return lines.subList(Math.min(chunk.getBegin(), lines.size()), Math.min(end, lines.size()));
    }

    private Lines side(int index) {
        return index == OURS ? ours : index == THEIRS ? theirs : base;
    }
}
