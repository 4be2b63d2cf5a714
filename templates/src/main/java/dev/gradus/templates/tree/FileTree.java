package dev.gradus.templates.tree;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a project by path, relative to its root with forward slashes. Values, never changed.
 *
 * <pre>{@code
 * FileTree tree = FileTree.EMPTY.with("README.md", TreeFile.of("# Rides\n"));
 * tree.id(); // git's id of that tree
 * }</pre>
 */
public final class FileTree {
    public static final FileTree EMPTY = new FileTree(new TreeMap<>());

    private final SortedMap<String, TreeFile> files;

    private FileTree(SortedMap<String, TreeFile> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    public static FileTree of(Map<String, TreeFile> files) {
        return new FileTree(new TreeMap<>(files));
    }

    public SortedMap<String, TreeFile> files() {
        return files;
    }

    public SortedSet<String> paths() {
        return new TreeSet<>(files.keySet());
    }

    public Optional<TreeFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    public FileTree with(String path, TreeFile file) {
        TreeMap<String, TreeFile> copy = new TreeMap<>(files);
        copy.put(path, file);
        return new FileTree(copy);
    }

    public FileTree without(String path) {
        TreeMap<String, TreeFile> copy = new TreeMap<>(files);
        copy.remove(path);
        return new FileTree(copy);
    }

    /** The id that git gives to this tree. */
    public String id() {
        return TreeEncoding.of(this).id();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileTree that && files.equals(that.files);
    }

    @Override
    public int hashCode() {
        return files.hashCode();
    }

    @Override
    public String toString() {
        return files.keySet().toString();
    }
}
