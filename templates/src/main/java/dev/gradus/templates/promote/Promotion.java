package dev.gradus.templates.promote;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.repository.BranchWriter;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Glob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A planned step of a project, ready to be carried out on a branch of its own. */
public final class Promotion {
    /** Files that hosts and tools look for at a repository's root alone. */
    private static final List<Glob> ROOT_ONLY = Stream.of(
                    ".github/**",
                    ".gitlab-ci.yml",
                    ".gitlab/**",
                    ".pre-commit-config.yaml",
                    "CODEOWNERS",
                    "renovate.json",
                    ".dvc/**")
            .map(Glob::of)
            .toList();

    private final ProjectRepository project;
    private final Plan plan;
    private final String step;
    private final Trees trees;

    Promotion(ProjectRepository project, Plan plan, String step, Trees trees) {
        this.project = project;
        this.plan = plan;
        this.step = step;
        this.trees = trees;
    }

    /** What the step goes from and to. */
    record Trees(Lock oldLock, FileTree base, Lock newLock, FileTree theirs, FileTree ours, FileTree result) {}

    /**
     * What was made.
     *
     * @param conflicts paths whose conflict markers wait on the branch
     * @param alreadyThere whether an earlier run had made the same
     */
    public record Outcome(String branch, String commit, List<String> conflicts, boolean alreadyThere) {}

    /** What it will do, as JSON prints it. */
    public Plan plan() {
        return plan;
    }

    /** The project's files afterwards, the lock among them; with conflict markers if there are conflicts. */
    public FileTree result() {
        return trees.result();
    }

    /** The branch that it will be on. */
    public String branch() {
        return "gradus/" + step;
    }

    /** Whether the project is there already, down to its lock. */
    public boolean changesNothing() {
        return trees.result().equals(trees.ours());
    }

    /** Files of a project in a sub-folder that work at the repository's root only, for the user to move or to link. */
    public List<String> rootOnly() {
        return project.folder().isEmpty()
                ? List.of()
                : trees.theirs().paths().stream()
                        .filter(path -> Glob.any(ROOT_ONLY, path))
                        .toList();
    }

    /** Makes the branch with one commit. The user's branch, index and files are not touched. */
    public Outcome carryOut() {
        return carryOut(Clock.system(ZoneId.systemDefault()), step -> {});
    }

    Outcome carryOut(Clock clock, Consumer<BranchWriter.Step> after) {
        requireQuiet();
        try {
            BranchWriter.Written written = new BranchWriter(project, clock, after)
                    .write(
                            branch(),
                            trees.result(),
                            List.of(
                                    new BranchWriter.Kept(trees.oldLock(), trees.base()),
                                    new BranchWriter.Kept(trees.newLock(), trees.theirs())),
                            message());
            return new Outcome(branch(), written.commit(), plan.conflicts(), written.alreadyThere());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireQuiet() {
        if (changesNothing()) {
            throw new BadInput(
                    "the project is at " + plan.to() + " of " + plan.pack().name() + " "
                            + plan.pack().version() + " already",
                    "there is nothing to do");
        }
        project.operationUnderWay().ifPresent(operation -> {
            throw new BadInput(
                    "the repository is in the middle of something: " + operation, "finish it or abort it first");
        });
        SortedSet<String> uncommitted = project.uncommitted();
        if (!uncommitted.isEmpty()) {
            throw new BadInput(
                    "there are uncommitted changes in " + some(List.copyOf(uncommitted)), "commit or stash them first");
        }
        List<String> inTheWay = trees.result().paths().stream()
                .filter(path -> !trees.ours().has(path))
                .filter(path -> Files.exists(project.path().resolve(path), LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (!inTheWay.isEmpty()) {
            throw new BadInput(
                    some(inTheWay) + " would be overwritten when you check out the branch, and git does not track it",
                    "commit it, or move it away");
        }
    }

    private String message() {
        String subject = step.startsWith("promote-")
                ? "feat: promote from " + plan.from() + " to " + plan.to()
                : "build: update " + plan.pack().name() + " to " + plan.pack().version();
        return plan.conflicts().isEmpty()
                ? subject + "\n"
                : subject + "\n\nThese files hold conflicts to settle:\n" + String.join("\n", plan.conflicts()) + "\n";
    }

    private static String some(List<String> paths) {
        String named = String.join(", ", paths.subList(0, Math.min(5, paths.size())));
        return paths.size() <= 5 ? named : named + " and " + (paths.size() - 5) + " more";
    }
}
