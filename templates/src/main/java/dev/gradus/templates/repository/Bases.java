package dev.gradus.templates.repository;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.lock.LockFile;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Finds the tree that a project was made of: in the repository, else at its origin, else by rendering it once more. Whichever it
 * was, it is checked against the lock.
 *
 * <pre>{@code
 * new Bases(Packs.builtIn()).of(project).origin(); // REPOSITORY
 * }</pre>
 */
public final class Bases {
    private final Packs packs;

    public Bases(Packs packs) {
        this.packs = packs;
    }

    /** Where a base was found. */
    public enum Origin {
        REPOSITORY,
        REMOTE,
        RENDERED
    }

    /** The tree without its lock. */
    public record Base(FileTree tree, Origin origin) {}

    /** The base of the project; refuses a lock that does not describe it. */
    public Base of(ProjectRepository project) {
        Lock lock = project.lock();
        ObjectId id = id(lock);
        try {
            Base base = stored(project, id)
                    .or(() -> fetched(project, lock, id))
                    .or(() -> rendered(lock))
                    .orElseThrow(() -> new BadInput(
                            "the base " + lock.base() + " of this project is in neither the repository nor its origin",
                            "run git fetch origin 'refs/gradus/*:refs/gradus/*' from a clone that has it, or use the version of Gradus that carries "
                                    + lock.pack().name() + " " + lock.pack().version()));
            if (!lock.describes(base.tree())) {
                throw LockFile.edited("it does not describe its base " + lock.base());
            }
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectId id(Lock lock) {
        if (!ObjectId.isId(lock.base())) {
            throw LockFile.edited("its base is no object id");
        }
        return ObjectId.fromString(lock.base());
    }

    private static Optional<Base> stored(ProjectRepository project, ObjectId id) throws IOException {
        return new StoredTrees(project.repository()).complete(id).map(tree -> new Base(tree, Origin.REPOSITORY));
    }

    private static Optional<Base> fetched(ProjectRepository project, Lock lock, ObjectId id) {
        try {
            return new QuarantinedFetch(project.repository())
                    .tree(BaseRef.of(lock), id)
                    .map(tree -> new Base(tree, Origin.REMOTE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Base> rendered(Lock lock) {
        Optional<Pack> pack = packs.version(lock.pack().name(), lock.pack().version());
        return pack.map(found -> new Renderer()
                        .render(found, lock.stage(), lock.answers())
                        .tree())
                .filter(tree -> tree.id().equals(lock.base()))
                .map(tree -> new Base(tree, Origin.RENDERED));
    }
}
