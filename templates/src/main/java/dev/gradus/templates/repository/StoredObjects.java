package dev.gradus.templates.repository;

import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.GitObject;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeEncoding;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

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

    /** A commit without signature: whatever the user's configuration asks of their own commits. */
    ObjectId commit(ObjectId tree, Author author, String message, Clock clock, ObjectId... parents) throws IOException {
        PersonIdent person = new PersonIdent(author.name(), author.email(), clock.instant(), zone(clock));
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

    private static ZoneId zone(Clock clock) {
        return clock.getZone();
    }
}
