package dev.gradus.templates.merge;

import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.TreeFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files that the user gave another name, so that what the template changed in them arrives where they lie now. */
record Renames(FileTree base, FileTree ours, FileTree theirs) {
    private static final double ALIKE = 0.6;

    /** From the template's path to the user's, for files that the template changed. */
    Map<String, String> find() {
        List<String> own = ours.paths().stream()
                .filter(path -> !base.has(path) && !theirs.has(path))
                .toList();
        Map<String, String> renames = new TreeMap<>();
        for (String path : base.paths()) {
            boolean changed = theirs.has(path) && !theirs.file(path).equals(base.file(path));
            if (!ours.has(path) && changed) {
                alike(base.file(path).orElseThrow(), own)
                        .filter(found -> !renames.containsValue(found))
                        .ifPresent(found -> renames.put(path, found));
            }
        }
        return renames;
    }

    private Optional<String> alike(TreeFile file, List<String> own) {
        if (!Sides.isText(file)) {
            return Optional.empty();
        }
        Lines lines = Lines.of(file.bytes());
        return own.stream()
                .filter(path -> share(lines, ours.file(path).orElseThrow()) >= ALIKE)
                .max(Comparator.comparingDouble(
                        path -> share(lines, ours.file(path).orElseThrow())));
    }

    /** The part of their lines that both have, of the longer one. */
    private static double share(Lines lines, TreeFile other) {
        if (!Sides.isText(other)) {
            return 0;
        }
        Lines others = Lines.of(other.bytes());
        Map<String, Integer> counts = others.counts();
        int common = lines.counts().entrySet().stream()
                .mapToInt(entry -> Math.min(entry.getValue(), counts.getOrDefault(entry.getKey(), 0)))
                .sum();
        return (double) common / Math.max(1, Math.max(lines.size(), others.size()));
    }
}
