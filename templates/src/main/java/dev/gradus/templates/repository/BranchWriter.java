package dev.gradus.templates.repository;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.tree.FileTree;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Puts a tree on a new branch in one commit upon the one that is checked out. Objects come first, then the refs that keep the
 * bases, and the branch last and at once: wherever it is cut short, nothing of the user's has changed, and it can be run again.
 */
public final class BranchWriter {
    /** Points at which a test may cut it short. */
    public enum Step {
        OBJECTS_WRITTEN,
        OLD_BASE_KEPT,
        NEW_BASE_KEPT,
        BRANCH_SET
    }

    private final ProjectRepository project;
    private final Clock clock;
    private final Consumer<Step> after;

    public BranchWriter(ProjectRepository project, Clock clock, Consumer<Step> after) {
        this.project = project;
        this.clock = clock;
        this.after = after;
    }

    /** A base and the lock that records it. */
    public record Kept(Lock lock, FileTree tree) {}

    /** What was found or made. */
    public record Written(String commit, boolean alreadyThere) {}

    /** The commit on the branch; one that is there already with the same content and parent is left as it is. */
    public Written write(String branch, FileTree result, List<Kept> bases, String message) throws IOException {
        Repository repository = project.repository();
        try (StoredObjects objects = new StoredObjects(repository)) {
            ObjectId before = new StoredTrees(repository).rootOf(project.head());
            ObjectId root = objects.replaced(before, project.folder(), ObjectId.fromString(result.id()));
            Optional<RevCommit> there = tip(branch);
            if (there.isPresent()) {
                return new Written(requireSame(branch, there.get(), root).name(), true);
            }
            for (Kept base : bases) {
                objects.tree(base.tree());
            }
            objects.replace(before, project.folder(), objects.tree(result));
            Author author = Author.of(repository.getConfig(), System.getenv());
            ObjectId commit = objects.commit(root, author, message, clock, project.head());
            objects.flush();
            after.accept(Step.OBJECTS_WRITTEN);
            for (int i = 0; i < bases.size(); i++) {
                keep(bases.get(i));
                after.accept(i == 0 ? Step.OLD_BASE_KEPT : Step.NEW_BASE_KEPT);
            }
            create(Constants.R_HEADS + branch, commit);
            after.accept(Step.BRANCH_SET);
            return new Written(commit.name(), false);
        }
    }

    private Optional<RevCommit> tip(String branch) throws IOException {
        Ref ref = project.repository().exactRef(Constants.R_HEADS + branch);
        if (ref == null) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(project.repository())) {
            return Optional.of(walk.parseCommit(ref.getObjectId()));
        }
    }

    private RevCommit requireSame(String branch, RevCommit there, ObjectId root) {
        boolean same = there.getTree().getId().equals(root)
                && there.getParentCount() == 1
                && there.getParent(0).getId().equals(project.head());
        if (!same) {
            throw new BadInput(
                    "the branch \"" + branch + "\" is there already with other content",
                    "merge it, or delete it by git branch -D " + branch);
        }
        return there;
    }

    private void keep(Kept base) throws IOException {
        String name = BaseRef.of(base.lock());
        if (project.repository().exactRef(name) == null) {
            create(name, ObjectId.fromString(base.lock().base()));
        }
    }

    private void create(String name, ObjectId id) throws IOException {
        RefUpdate update = project.repository().updateRef(name);
        update.setExpectedOldObjectId(ObjectId.zeroId());
        update.setNewObjectId(id);
        update.setRefLogMessage("gradus", false);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW) {
            throw new BadInput(
                    "git refused to make \"" + name + "\" (" + result + ")",
                    "look for another branch in its way, as one named \"gradus\", or another git at work");
        }
    }
}
