package dev.gradus.templates.repository;

import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.GitObject;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeEncoding;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.time.Clock;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Writes objects that a repository does not have yet; nothing refers to them until a ref is set. */
final class StoredObjects implements AutoCloseable {
    private final ObjectInserter inserter;
    private final ObjectReader reader;

    StoredObjects(Repository repository) {
        this.inserter = repository.newObjectInserter();
        this.reader = repository.newObjectReader();
    }

    /** All blobs and trees of the tree; its id. */
    ObjectId tree(FileTree tree) throws IOException {
        for (TreeFile file : tree.files().values()) {
            ObjectId id = ObjectId.fromString(file.content().id());
            if (file.mode() != Mode.SUBMODULE && !reader.has(id)) {
                inserter.insert(Constants.OBJ_BLOB, file.bytes());
            }
        }
        TreeEncoding encoding = TreeEncoding.of(tree);
        for (GitObject object : encoding.trees()) {
            inserter.insert(Constants.OBJ_TREE, object.bytes());
        }
        return ObjectId.fromString(encoding.id());
    }

    /** Id of the tree with another one in place of the folder; all its other entries stay byte for byte. */
    ObjectId replaced(ObjectId root, String folder, ObjectId tree) throws IOException {
        return replace(root, folder, tree, inserter::idFor);
    }

    /** The same, written. */
    ObjectId replace(ObjectId root, String folder, ObjectId tree) throws IOException {
        return replace(root, folder, tree, inserter::insert);
    }

    @FunctionalInterface
    private interface Sink {
        ObjectId take(TreeFormatter tree) throws IOException;
    }

    private ObjectId replace(ObjectId root, String folder, ObjectId tree, Sink sink) throws IOException {
        if (folder.isEmpty()) {
            return tree;
        }
        int slash = folder.indexOf('/');
        String name = slash < 0 ? folder : folder.substring(0, slash);
        TreeFormatter formatter = new TreeFormatter();
        CanonicalTreeParser entries = new CanonicalTreeParser();
        entries.reset(reader, root);
        for (; !entries.eof(); entries.next(1)) {
            ObjectId entry = entries.getEntryObjectId();
            if (entries.getEntryPathString().equals(name)) {
                entry = slash < 0 ? tree : replace(entry, folder.substring(slash + 1), tree, sink);
            }
            byte[] raw = new byte[entries.getNameLength()];
            entries.getName(raw, 0);
            formatter.append(raw, FileMode.fromBits(entries.getEntryRawMode()), entry);
        }
        return sink.take(formatter);
    }

    /** A commit without signature: whatever the user's configuration asks of their own commits. */
    ObjectId commit(ObjectId tree, Author author, String message, Clock clock, ObjectId... parents) throws IOException {
        PersonIdent person = new PersonIdent(author.name(), author.email(), clock.instant(), clock.getZone());
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        return inserter.insert(commit);
    }

    void flush() throws IOException {
        inserter.flush();
    }

    @Override
    public void close() {
        inserter.close();
        reader.close();
    }
}
