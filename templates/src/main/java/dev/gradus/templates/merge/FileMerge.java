package dev.gradus.templates.merge;

import dev.gradus.templates.render.Strategy;
import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.util.Optional;

/** Decides about one file. Whoever alone changed it wins; where both did, lines are merged. */
final class FileMerge {
    private final Sides sides;
    private final Strategy strategy;
    private final String label;

    FileMerge(Sides sides, Strategy strategy, String label) {
        this.sides = sides;
        this.strategy = strategy;
        this.label = label;
    }

    FileOutcome decide() {
        if (sides.ours().equals(sides.theirs())) {
            String reason = sides.userChanged() ? "both came to the same" : "nothing to change";
            return FileOutcome.of(Change.UNCHANGED, reason, sides.ours());
        }
        if (!sides.templateChanged()) {
            String reason = sides.ours().isEmpty() ? "you removed it" : "you changed it, the template did not";
            return FileOutcome.of(Change.KEPT, reason, sides.ours());
        }
        if (!sides.userChanged()) {
            return templateAlone();
        }
        if (strategy == Strategy.USER) {
            return FileOutcome.of(Change.KEPT, "it is yours, the template's change is left out", sides.ours());
        }
        if (sides.theirs().isEmpty()) {
            return FileOutcome.of(
                    Change.KEPT,
                    "the template removed it, but you changed it: remove it if you need it no more",
                    sides.ours());
        }
        return both();
    }

    private FileOutcome templateAlone() {
        if (sides.theirs().isEmpty()) {
            return FileOutcome.of(Change.REMOVED, "the template removed it", Optional.empty());
        }
        return sides.base().isEmpty()
                ? FileOutcome.of(Change.ADDED, "new in the template", sides.theirs())
                : FileOutcome.of(Change.UPDATED, "the template changed it, you did not", sides.theirs());
    }

    private FileOutcome both() {
        if (!sides.areTexts()) {
            return unmergeable();
        }
        if (sides.ours().isEmpty()) {
            return conflict("you removed it, the template changed it", whole());
        }
        if (sides.base().isEmpty()) {
            return merged(whole(), "you and the template both added it");
        }
        MergedText text = lines().merge();
        if (text.clashes()) {
            Optional<MergedText> settled = new StructuredMerge(strategy)
                    .settle(lines(sides.base()), lines(sides.ours()), lines(sides.theirs()), text);
            if (settled.filter(this::losesNothing).isPresent()) {
                return merged(settled.get(), "both changed, their entries stand side by side");
            }
        }
        // A line that the template took away and the user added elsewhere would be one too few: that is for the user to
        // settle.
        return losesNothing(text)
                ? merged(text, "both changed, no overlap")
                : conflict("both changed the same lines, here or elsewhere in the file", whole());
    }

    private FileOutcome merged(MergedText text, String reason) {
        return text.clashes()
                ? conflict("both changed the same lines", text)
                : new FileOutcome(Change.MERGED, reason, Optional.of(file(text)), Optional.of(text), Optional.empty());
    }

    private FileOutcome conflict(String reason, MergedText text) {
        return new FileOutcome(Change.CONFLICT, reason, Optional.of(file(text)), Optional.of(text), Optional.empty());
    }

    /** Links, binary files and submodules are taken whole; but a change of mode alone does not stand in the way. */
    private FileOutcome unmergeable() {
        Optional<Content> base = sides.base().map(TreeFile::content);
        Optional<Content> ours = sides.ours().map(TreeFile::content);
        Optional<Content> theirs = sides.theirs().map(TreeFile::content);
        boolean sameKind = sides.ours().isPresent()
                && sides.ours().get().mode().isRegular()
                && sides.theirs().orElseThrow().mode().isRegular();
        if (sameKind && (ours.equals(base) || theirs.equals(base) || ours.equals(theirs))) {
            Content content = ours.equals(base) ? theirs.orElseThrow() : ours.orElseThrow();
            return FileOutcome.of(
                    Change.MERGED,
                    "one changed its content, the other its mode",
                    Optional.of(new TreeFile(mode(), content)));
        }
        return FileOutcome.beside("both changed it, and it has no lines to merge", sides.ours(), sides.theirs());
    }

    private TreeFile file(MergedText text) {
        return new TreeFile(mode(), Content.of(text.lines().bytes()));
    }

    /** The user's mode if they changed it, else the template's. */
    private Mode mode() {
        Optional<Mode> base = sides.base().map(TreeFile::mode);
        Optional<Mode> ours = sides.ours().map(TreeFile::mode);
        return ours.filter(mode -> !Optional.of(mode).equals(base))
                .orElseGet(() -> sides.theirs().orElseThrow().mode());
    }

    private boolean losesNothing(MergedText text) {
        return LineEdits.of(sides).breach(text).isEmpty();
    }

    private MergedText whole() {
        return lines().wholeConflict();
    }

    private TextMerge lines() {
        return new TextMerge(lines(sides.base()), lines(sides.ours()), lines(sides.theirs()), label);
    }

    private static Lines lines(Optional<TreeFile> file) {
        return Sides.lines(file);
    }
}
