package dev.gradus.maturity.collect.survey;

import dev.gradus.maturity.collect.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * What the commits behind a tree changed, newest commit first.
 *
 * @param complete false where the repository holds a part of its history only
 */
public record History(List<Commit> commits, boolean complete) {

    /** Changes beyond which the rest of a history is left out, and the history called incomplete. */
    private static final int MOST_CHANGES = 400_000;

    /**
     * One commit with what it brought.
     *
     * @param author e-mail address of who made the change, in lower case
     * @param at when it was committed
     */
    public record Commit(ObjectId id, String author, Instant at, boolean merge, List<Change> changes) {}

    /**
     * One file that a commit added or changed.
     *
     * @param before the content it had in the first parent, zero where it was not there
     */
    public record Change(String path, ObjectId before, ObjectId after) {}

    public Set<String> ids() {
        return commits.stream().map(commit -> commit.id().name()).collect(Collectors.toSet());
    }

    static History of(Project project) {
        Project.History history = project.history();
        if (history == null) {
            return new History(List.of(), false);
        }
        Repository repository = history.repository();
        List<Commit> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk trees = new TreeWalk(repository)) {
            boolean shallow =
                    !repository.getObjectDatabase().getShallowCommits().isEmpty();
            walk.markStart(walk.parseCommit(history.commit()));
            int changes = 0;
            for (RevCommit commit : walk) {
                Commit read = read(commit, walk, trees, history.folder());
                commits.add(read);
                changes += read.changes().size();
                if (changes > MOST_CHANGES) {
                    return new History(commits, false);
                }
            }
            return new History(commits, !shallow);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the history of " + history.commit().name(), e);
        }
    }

    private static Commit read(RevCommit commit, RevWalk walk, TreeWalk trees, String folder) throws IOException {
        trees.reset();
        trees.addTree(commit.getTree());
        for (RevCommit parent : commit.getParents()) {
            walk.parseHeaders(parent);
            trees.addTree(parent.getTree());
        }
        if (commit.getParentCount() == 0) {
            trees.addTree(new EmptyTreeIterator());
        }
        trees.setRecursive(true);
        trees.setFilter(
                folder.isEmpty()
                        ? TreeFilter.ANY_DIFF
                        : AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
        List<Change> changes = new ArrayList<>();
        while (trees.next()) {
            if (isFile(trees) && isNew(trees)) {
                String path = folder.isEmpty()
                        ? trees.getPathString()
                        : trees.getPathString().substring(folder.length() + 1);
                changes.add(new Change(path, trees.getObjectId(1), trees.getObjectId(0)));
            }
        }
        String author = commit.getAuthorIdent().getEmailAddress().toLowerCase(Locale.ROOT);
        Instant at = Instant.ofEpochSecond(commit.getCommitTime());
        return new Commit(commit.copy(), author, at, commit.getParentCount() > 1, changes);
    }

    private static boolean isFile(TreeWalk trees) {
        FileMode mode = trees.getFileMode(0);
        return mode.getObjectType() == Constants.OBJ_BLOB;
    }

    /** Whether no parent had this content at this path: a merge is asked only for what it brought in itself. */
    private static boolean isNew(TreeWalk trees) {
        for (int parent = 1; parent < trees.getTreeCount(); parent++) {
            if (trees.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }
}
