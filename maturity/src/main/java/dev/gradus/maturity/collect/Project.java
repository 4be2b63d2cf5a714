package dev.gradus.maturity.collect;

import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * What collectors look at.
 *
 * @param name the project's name, subject of its facts
 * @param tree its files at the assessed commit
 * @param committedAt time of the assessed commit, or of the plan
 * @param history the commits behind the tree, null for a tree that is only planned
 * @param workTree the folder in which its runs and models lie, null where there is none
 */
public record Project(
        String name,
        ProjectTree tree,
        Instant committedAt,
        @Nullable History history,
        @Nullable Path workTree) {

    /**
     * The commits behind a tree.
     *
     * @param folder the project's folder in the repository, empty for the root
     */
    public record History(Repository repository, ObjectId commit, String folder) {}
}
