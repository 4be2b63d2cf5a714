package dev.gradus.templates.merge;

import dev.gradus.templates.tree.TreeFile;
import java.util.Optional;

/**
 * What becomes of one file.
 *
 * @param file what stands at its path afterwards, empty if nothing
 * @param text its lines, where they were merged one by one
 * @param rejected the template's file, where it cannot stand at its path
 */
record FileOutcome(
        Change change, String reason, Optional<TreeFile> file, Optional<MergedText> text, Optional<TreeFile> rejected) {

    static FileOutcome of(Change change, String reason, Optional<TreeFile> file) {
        return new FileOutcome(change, reason, file, Optional.empty(), Optional.empty());
    }

    /** The user's stays as it is, the template's is put beside it. */
    static FileOutcome beside(String reason, Optional<TreeFile> ours, Optional<TreeFile> theirs) {
        return new FileOutcome(Change.CONFLICT, reason, ours, Optional.empty(), theirs);
    }
}
