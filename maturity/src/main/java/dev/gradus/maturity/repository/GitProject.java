package dev.gradus.maturity.repository;

import dev.gradus.maturity.BadInput;
import dev.gradus.maturity.assess.Subject;
import dev.gradus.maturity.collect.GitProjectTree;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/**
 * A project at one commit of a git repository, whose root may be a folder in it.
 *
 * <pre>{@code
 * try (GitProject rides = GitProject.open(Path.of("rides"), "HEAD")) {
 *     Observation observation = assess.observe(rides, clock.instant());
 * }
 * }</pre>
 */
public final class GitProject implements AutoCloseable {

    private static final int LONGEST_ID = 12;

    private final Repository repository;
    private final RevCommit commit;
    private final String folder;
    private final ObjectId root;

    private GitProject(Repository repository, RevCommit commit, String folder, ObjectId root) {
        this.repository = repository;
        this.commit = commit;
        this.folder = folder;
        this.root = root;
    }

    /**
     * Opens the repository that a folder is in, or that it is.
     *
     * @param place the project's root folder, or a bare repository
     * @param revision a commit, as git names it
     */
    public static GitProject open(Path place, String revision) {
        CoarseClock.assume();
        Path folder = existing(place);
        Repository repository = repository(folder, place);
        try {
            return of(repository, revision, inside(repository, folder));
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    /**
     * The project at one commit of a repository that is open already; closing the project closes it.
     *
     * @param folder the project's folder in the repository, with forward slashes, empty for the root
     */
    public static GitProject of(Repository repository, String revision, String folder) {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(resolve(repository, revision));
            return new GitProject(repository, commit, folder, root(repository, commit, folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the commit " + revision, e);
        }
    }

    private static Path existing(Path place) {
        if (!Files.isDirectory(place)) {
            throw new BadInput(
                    "%s is not a folder".formatted(place), "Maybe: name the root folder of a project in git.");
        }
        try {
            return place.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    private static Repository repository(Path folder, Path place) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            throw new BadInput("%s is not in a git repository".formatted(place), "Maybe: run git init in it first.");
        }
        try {
            return builder.setMustExist(true).build();
        } catch (RepositoryNotFoundException e) {
            throw new BadInput("%s is not in a git repository".formatted(place), "Maybe: run git init in it first.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the git repository of " + place, e);
        }
    }

    private static String inside(Repository repository, Path folder) {
        if (repository.isBare()) {
            return "";
        }
        try {
            Path root = repository.getWorkTree().toPath().toRealPath();
            return folder.startsWith(root) ? root.relativize(folder).toString().replace('\\', '/') : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the work tree of " + folder, e);
        }
    }

    private static ObjectId resolve(Repository repository, String revision) throws IOException {
        ObjectId commit;
        try {
            commit = repository.resolve(revision + "^{commit}");
        } catch (AmbiguousObjectException | RevisionSyntaxException e) {
            throw new BadInput(
                    "\"%s\" does not name one commit".formatted(revision), "Maybe: use a branch or a full commit id.");
        }
        if (commit != null) {
            return commit;
        }
        throw revision.equals(Constants.HEAD)
                ? new BadInput(
                        "the git repository %s has no commit yet".formatted(repository.getDirectory()),
                        "Maybe: commit the project's files first.")
                : new BadInput("there is no commit \"%s\"".formatted(revision), "Maybe: fetch it first.");
    }

    private static ObjectId root(Repository repository, RevCommit commit, String folder) throws IOException {
        if (folder.isEmpty()) {
            return commit.getTree();
        }
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setFilter(PathFilter.create(folder));
            while (walk.next()) {
                if (walk.getPathString().equals(folder) && walk.isSubtree()) {
                    return walk.getObjectId(0);
                }
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                }
            }
        }
        throw new BadInput(
                "the commit %s has no folder %s"
                        .formatted(commit.abbreviate(LONGEST_ID).name(), folder),
                "Maybe: commit the folder first.");
    }

    /** The files of the project at the commit. */
    public ProjectTree tree() {
        return GitProjectTree.of(repository.newObjectReader(), root);
    }

    /** What collectors look at. */
    Project project(ProjectTree tree, String name) {
        return new Project(
                name, tree, committedAt(), new Project.History(repository, commit.copy(), folder), workTree());
    }

    Instant committedAt() {
        return commit.getCommitterIdent().getWhenAsInstant();
    }

    /** The name of the project's folder, which is its name unless it says otherwise. */
    String folderName() {
        Path place = workTree() == null ? repository.getDirectory().toPath() : workTree();
        Path name = place.toAbsolutePath().normalize().getFileName();
        return name == null ? "project" : name.toString().replaceFirst("\\.git$", "");
    }

    private @Nullable Path workTree() {
        return repository.isBare()
                ? null
                : repository.getWorkTree().toPath().resolve(folder).normalize();
    }

    /** What is assessed, and whether the work tree differs from it in anything that git does not ignore. */
    Subject subject() {
        return new Subject(commit.name(), root.name(), isDirty());
    }

    private boolean isDirty() {
        if (repository.isBare()) {
            return false;
        }
        try {
            IndexDiff diff = new IndexDiff(repository, commit, new FileTreeIterator(repository));
            if (!folder.isEmpty()) {
                diff.setFilter(PathFilter.create(folder));
            }
            return diff.diff() || !diff.getUntracked().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compare the work tree with the commit " + commit.name(), e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
