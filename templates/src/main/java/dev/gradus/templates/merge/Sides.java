package dev.gradus.templates.merge;

import dev.gradus.templates.tree.TreeFile;
import java.util.Optional;

/** One file as the base, the user and the template have it. */
record Sides(Optional<TreeFile> base, Optional<TreeFile> ours, Optional<TreeFile> theirs) {
    private static final long LARGEST_TEXT = 4L << 20;

    boolean userChanged() {
        return !ours.equals(base);
    }

    boolean templateChanged() {
        return !theirs.equals(base);
    }

    /** Whether all that are there can be merged by lines. */
    boolean areTexts() {
        return isTextOrMissing(base) && isTextOrMissing(ours) && isTextOrMissing(theirs);
    }

    static boolean isTextOrMissing(Optional<TreeFile> file) {
        return file.isEmpty() || isText(file.get());
    }

    static boolean isText(TreeFile file) {
        return file.mode().isRegular()
                && file.content().size() <= LARGEST_TEXT
                && file.content().text().indexOf('\0') < 0;
    }

    static Lines lines(Optional<TreeFile> file) {
        return file.map(present -> Lines.of(present.bytes())).orElse(Lines.NONE);
    }
}
