package dev.gradus.maturity.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files below one tree object; their content is read when asked for, by as many threads as like.
 *
 * <pre>{@code
 * ProjectTree tree = GitProjectTree.of(repository.newObjectReader(), commit.getTree());
 * byte[] pom = tree.bytes("pom.xml");
 * }</pre>
 *
 * <p>Links are listed by their own path and never followed; submodules are left out, since their files lie elsewhere.
 */
public final class GitProjectTree implements ProjectTree {

    private final ObjectReader reader;
    private final NavigableMap<String, Entry> entries;

    private GitProjectTree(ObjectReader reader, NavigableMap<String, Entry> entries) {
        this.reader = reader;
        this.entries = entries;
    }

    private record Entry(int mode, ObjectId blob) {}

    /**
     * The files below a tree object.
     *
     * @param reader of the repository, or of an inserter whose objects are only planned
     * @param tree a tree object
     */
    public static GitProjectTree of(ObjectReader reader, AnyObjectId tree) {
        NavigableMap<String, Entry> entries = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(reader.newReader())) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                if (mode != FileMode.GITLINK) {
                    entries.put(walk.getPathString(), new Entry(mode.getBits(), walk.getObjectId(0)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tree " + tree.name(), e);
        }
        return new GitProjectTree(reader, entries);
    }

    @Override
    public SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(entries.navigableKeySet());
    }

    @Override
    public int mode(String path) {
        return entry(path).mode();
    }

    /** Id of the path's blob, equal exactly where the content is. */
    public ObjectId blob(String path) {
        return entry(path).blob();
    }

    @Override
    public long size(String path) {
        // A reader belongs to one thread, so each call takes its own; they share the cache of pack windows.
        try (ObjectReader own = reader.newReader()) {
            return own.getObjectSize(entry(path).blob(), ObjectReader.OBJ_ANY);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of " + path, e);
        }
    }

    @Override
    public byte[] bytes(String path) {
        try (ObjectReader own = reader.newReader()) {
            return own.open(entry(path).blob()).getCachedBytes(Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private Entry entry(String path) {
        Entry entry = entries.get(path);
        if (entry == null) {
            throw new IllegalArgumentException("the tree has no file " + path);
        }
        return entry;
    }
}
