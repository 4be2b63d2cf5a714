package dev.gradus.templates.repository;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Trees that a repository holds. */
record StoredTrees(Repository repository) {

    /** Whether the commit has a file at the path. */
    boolean holds(ObjectId commit, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, rootOf(commit))) {
            return walk != null && walk.getFileMode().getObjectType() == Constants.OBJ_BLOB;
        }
    }

    /** The files of the project at the commit. */
    FileTree project(ObjectId commit, String folder) throws IOException {
        ObjectId root = rootOf(commit);
        return folder.isEmpty() ? read(root) : read(subtree(root, folder).orElseThrow());
    }

    ObjectId rootOf(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    Optional<ObjectId> subtree(ObjectId root, String folder) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, folder, root)) {
            return Optional.ofNullable(walk)
                    .filter(found -> found.getFileMode().equals(FileMode.TREE))
                    .map(found -> found.getObjectId(0));
        }
    }

    /** The tree and all it holds, empty if any object of it is not there. */
    Optional<FileTree> complete(ObjectId tree) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            if (!reader.has(tree)) {
                return Optional.empty();
            }
            FileTree files = read(tree);
            for (TreeFile file : files.files().values()) {
                if (file.mode() != Mode.SUBMODULE
                        && !reader.has(ObjectId.fromString(file.content().id()))) {
                    return Optional.empty();
                }
            }
            return Optional.of(files);
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    FileTree read(ObjectId tree) throws IOException {
        Map<String, TreeFile> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(
                        path(walk.getRawPath()),
                        new TreeFile(Mode.of(walk.getFileMode().getBits()), content(walk.getObjectId(0))));
            }
        }
        return FileTree.of(files);
    }

    private Content content(ObjectId id) {
        return Content.stored(id.name(), () -> size(id), () -> bytes(id));
    }

    private long size(ObjectId id) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.getObjectSize(id, Constants.OBJ_BLOB);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(ObjectId id) {
        try {
            return repository.open(id, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name in another encoding could not be written back as it was. */
    private static String path(byte[] raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput(
                    "the file name \"" + new String(raw, StandardCharsets.ISO_8859_1) + "\" is not in UTF-8",
                    "rename it and commit");
        }
    }
}
