package dev.gradus.templates.repository;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.lock.LockFile;
import dev.gradus.templates.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A project in its repository: at the root of it, or in a sub-folder.
 *
 * <pre>{@code
 * try (ProjectRepository project = ProjectRepository.open(Path.of("."))) {
 *     project.lock().stage(); // ADHOC
 * }
 * }</pre>
 */
public final class ProjectRepository implements AutoCloseable {
    private final Repository repository;
    private final Path root;
    private final ObjectId head;
    private final String folder;

    private ProjectRepository(Repository repository, Path root, ObjectId head, String folder) {
        this.repository = repository;
        this.root = root;
        this.head = head;
        this.folder = folder;
    }

    /** The project that the folder lies in; refuses a folder that is in no repository, or in one without a commit or a lock. */
    public static ProjectRepository open(Path folder) {
        QuietGit.install();
        Repository repository = null;
        try {
            Path real = real(folder);
            repository = find(real);
            Path root = repository.getWorkTree().toPath().toRealPath();
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null) {
                throw new BadInput("the repository \"" + root + "\" has no commit yet", "commit the project first");
            }
            String project = projectFolder(repository, head, root, real);
            ProjectRepository opened = new ProjectRepository(repository, root, head, project);
            repository = null;
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closeIfOpen(repository);
        }
    }

    private static void closeIfOpen(@Nullable Repository repository) {
        if (repository != null) {
            repository.close();
        }
    }

    private static Path real(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadInput("there is no folder \"" + folder + "\"", "name the folder of the project");
        }
        return folder.toRealPath();
    }

    private static Repository find(Path folder) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            throw new BadInput(
                    "\"" + folder + "\" is in no git repository",
                    "run git init there, or name the folder of a project");
        }
        Repository repository = builder.setMustExist(true).build();
        if (repository.isBare()) {
            repository.close();
            throw new BadInput("\"" + folder + "\" is a bare repository", "clone it, and name the clone");
        }
        return repository;
    }

    /** The nearest folder upwards whose commit holds a lock. */
    private static String projectFolder(Repository repository, ObjectId head, Path root, Path folder)
            throws IOException {
        for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
            String name = root.relativize(at).toString().replace('\\', '/');
            String lock = name.isEmpty() ? Lock.PATH : name + "/" + Lock.PATH;
            if (new StoredTrees(repository).holds(head, lock)) {
                return name;
            }
        }
        throw new BadInput(
                "the last commit of \"" + folder + "\" holds no " + Lock.PATH,
                "name a project that gradus new made, and commit its lock");
    }

    Repository repository() {
        return repository;
    }

    /** Id of the commit that is checked out. */
    public String headCommit() {
        return head.name();
    }

    ObjectId head() {
        return head;
    }

    /** The project's folder within the repository with forward slashes, empty at the root. */
    public String folder() {
        return folder;
    }

    /** The project's folder on disk. */
    public Path path() {
        return root.resolve(folder);
    }

    /** The project's files at the commit that is checked out, the lock among them. */
    public FileTree headTree() {
        return read(trees -> trees.project(head, folder));
    }

    /** Where the project came from, as committed; refuses a lock that was edited by hand. */
    public Lock lock() {
        return LockFile.read(headTree()
                .file(Lock.PATH)
                .orElseThrow(() -> LockFile.edited("it is missing"))
                .bytes());
    }

    /** The project's files as they lie in the folder: what is tracked or could be, not what is ignored. */
    public FileTree workTree() {
        return read(trees -> new WorkTreeFiles(repository, folder).read());
    }

    /** Tracked files that differ between the commit, what is staged and what lies in the folder. */
    public SortedSet<String> uncommitted() {
        FileTree committed = headTree();
        FileTree staged = read(trees -> new StoredIndex(repository, folder).read());
        FileTree lying = workTree();
        SortedSet<String> tracked = committed.paths();
        tracked.addAll(staged.paths());
        tracked.removeIf(path -> staged.file(path).equals(committed.file(path))
                && lying.file(path).equals(committed.file(path)));
        return tracked;
    }

    /** A branch, rebase or merge under way, as git calls it. */
    public Optional<String> operationUnderWay() {
        RepositoryState state = repository.getRepositoryState();
        return state == RepositoryState.SAFE ? Optional.empty() : Optional.of(state.getDescription());
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.from(new StoredTrees(repository));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(StoredTrees trees) throws IOException;
    }

    @Override
    public void close() {
        repository.close();
    }
}
