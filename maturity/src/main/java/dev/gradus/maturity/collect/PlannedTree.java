package dev.gradus.maturity.collect;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Files that are nowhere yet, such as the result of a merge that is only planned.
 *
 * <pre>{@code
 * ProjectTree tree = PlannedTree.ofText(Map.of("train.py", "print('hello')"));
 * }</pre>
 */
public final class PlannedTree implements ProjectTree {

    private final NavigableMap<String, PlannedFile> files;

    private PlannedTree(Map<String, PlannedFile> files) {
        this.files = new TreeMap<>(files);
    }

    /**
     * One planned file.
     *
     * @param mode git's mode: 0100644, 0100755 or 0120000
     * @param content for a link its target
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries a file's content
    public record PlannedFile(int mode, byte[] content) {}

    public static PlannedTree of(Map<String, PlannedFile> files) {
        return new PlannedTree(files);
    }

    /** Plain text files that are not executable. */
    public static PlannedTree ofText(Map<String, String> files) {
        Map<String, PlannedFile> planned = new TreeMap<>();
        files.forEach(
                (path, text) -> planned.put(path, new PlannedFile(0100644, text.getBytes(StandardCharsets.UTF_8))));
        return new PlannedTree(planned);
    }

    @Override
    public SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(files.navigableKeySet());
    }

    @Override
    public int mode(String path) {
        return file(path).mode();
    }

    @Override
    public long size(String path) {
        return file(path).content().length;
    }

    @Override
    public byte[] bytes(String path) {
        return file(path).content().clone();
    }

    private PlannedFile file(String path) {
        PlannedFile file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException("the tree has no file " + path);
        }
        return file;
    }
}
