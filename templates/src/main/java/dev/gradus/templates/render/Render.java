package dev.gradus.templates.render;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.tree.FileTree;
import java.util.Map;
import java.util.SortedMap;

/**
 * The pure tree that a pack, a stage and answers give.
 *
 * @param answers all of them, with the defaults filled in
 * @param tree the files as git stores them, without the lock
 * @param placements of every path of the tree
 */
public record Render(
        Pack pack, Stage stage, Map<String, Object> answers, FileTree tree, SortedMap<String, Placement> placements) {}
