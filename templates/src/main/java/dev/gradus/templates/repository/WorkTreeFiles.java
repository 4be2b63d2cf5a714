package dev.gradus.templates.repository;

import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** The files of a project as they lie on disk, in the form in which git would store them. */
record WorkTreeFiles(Repository repository, String folder) {

    FileTree read() throws IOException {
        FileTree index = new StoredIndex(repository, folder).read();
        Map<String, TreeFile> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            FileTreeIterator disk = new FileTreeIterator(repository);
            DirCacheIterator cached = new DirCacheIterator(repository.readDirCache());
            walk.addTree(disk);
            walk.addTree(cached);
            disk.setDirCacheIterator(walk, 1);
            if (!folder.isEmpty()) {
                walk.setFilter(PathFilter.create(folder));
            }
            while (walk.next()) {
                visit(walk, reader, index).ifPresent(file -> files.put(inProject(walk.getPathString()), file));
            }
        }
        return FileTree.of(files);
    }

    private Optional<TreeFile> visit(TreeWalk walk, ObjectReader reader, FileTree index) throws IOException {
        WorkingTreeIterator disk = walk.getTree(0, WorkingTreeIterator.class);
        DirCacheIterator cached = walk.getTree(1, DirCacheIterator.class);
        if (disk == null || (cached == null && disk.isEntryIgnored())) {
            return Optional.empty();
        }
        if (walk.isSubtree()) {
            walk.enterSubtree();
            return Optional.empty();
        }
        String path = inProject(walk.getPathString());
        boolean submodule = walk.getFileMode(0).equals(FileMode.GITLINK);
        if (submodule || (cached != null && !modified(disk, cached, reader))) {
            return index.file(path);
        }
        try (InputStream in = disk.openEntryStream()) {
            return Optional.of(new TreeFile(Mode.of(walk.getFileMode(0).getBits()), Content.of(in.readAllBytes())));
        }
    }

    private static boolean modified(WorkingTreeIterator disk, DirCacheIterator cached, ObjectReader reader)
            throws IOException {
        return disk.isModified(cached.getDirCacheEntry(), true, reader);
    }

    private String inProject(String path) {
        return folder.isEmpty() ? path : path.substring(folder.length() + 1);
    }
}
