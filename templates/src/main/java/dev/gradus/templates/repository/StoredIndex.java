package dev.gradus.templates.repository;

import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** What is staged of a project. */
record StoredIndex(Repository repository, String folder) {

    FileTree read() throws IOException {
        DirCache index = repository.readDirCache();
        String prefix = folder.isEmpty() ? "" : folder + "/";
        Map<String, TreeFile> files = new TreeMap<>();
        for (int i = 0; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            if (entry.getPathString().startsWith(prefix)) {
                files.put(entry.getPathString().substring(prefix.length()), file(entry));
            }
        }
        return FileTree.of(files);
    }

    private TreeFile file(DirCacheEntry entry) {
        ObjectId id = entry.getObjectId();
        return new TreeFile(
                Mode.of(entry.getFileMode().getBits()),
                Content.stored(id.name(), () -> bytes(id).length, () -> bytes(id)));
    }

    private byte[] bytes(ObjectId id) {
        try {
            return repository.open(id).getCachedBytes(Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
