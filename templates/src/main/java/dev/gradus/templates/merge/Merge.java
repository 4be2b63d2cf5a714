package dev.gradus.templates.merge;

import dev.gradus.templates.tree.FileTree;
import java.util.List;

/**
 * The outcome of a merge of trees.
 *
 * @param result with conflict markers, if there are conflicts
 * @param files by path
 */
public record Merge(FileTree result, List<FileVerdict> files, Ledger ledger) {

    /** Paths that are left for the user to settle. */
    public List<String> conflicts() {
        return files.stream()
                .filter(file -> file.change() == Change.CONFLICT)
                .map(FileVerdict::path)
                .toList();
    }
}
