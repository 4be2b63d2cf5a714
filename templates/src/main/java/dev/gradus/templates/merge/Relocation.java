package dev.gradus.templates.merge;

import dev.gradus.templates.pack.Change.Move;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.TreeFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Declared moves, made to the files of the template wherever the user left them. */
record Relocation(List<Move> moves) {

    /** Where each of the base's paths lies from now on, for those that move and whose new place is free. */
    Map<String, String> targets(FileTree base, FileTree ours) {
        Map<String, String> targets = new TreeMap<>();
        for (String path : base.paths()) {
            String target = path;
            for (Move move : moves) {
                target = move.target(target).orElse(target);
            }
            if (!target.equals(path) && (!ours.has(target) || base.has(target))) {
                targets.put(path, target);
            }
        }
        return targets;
    }

    static FileTree apply(FileTree tree, Map<String, String> targets) {
        Map<String, TreeFile> moved = new TreeMap<>();
        tree.files().forEach((path, file) -> moved.put(targets.getOrDefault(path, path), file));
        return FileTree.of(moved);
    }
}
