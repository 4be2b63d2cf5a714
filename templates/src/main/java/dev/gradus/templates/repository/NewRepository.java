package dev.gradus.templates.repository;

import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository made around files that are already in the folder, with one commit that holds them. */
public final class NewRepository {
    private final Path folder;
    private final Clock clock;

    public NewRepository(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Commits the base with its lock beside it, and keeps the base under a ref of its own. */
    public void create(FileTree base, Lock lock, Optional<Author> author, String message) throws IOException {
        QuietGit.install();
        try (Repository repository = new FileRepositoryBuilder()
                        .setWorkTree(folder.toFile())
                        .setGitDir(folder.resolve(Constants.DOT_GIT).toFile())
                        .build();
                StoredObjects objects = new StoredObjects(repository)) {
            repository.create();
            FileTree tree = lock.beside(base);
            ObjectId baseId = objects.tree(base);
            Author by = author.orElseGet(() -> Author.of(repository.getConfig(), System.getenv()));
            ObjectId commit = objects.commit(objects.tree(tree), by, message, clock);
            objects.flush();
            index(repository, tree);
            set(repository, BaseRef.of(lock), baseId);
            String branch = Optional.ofNullable(repository.getConfig().getString("init", null, "defaultBranch"))
                    .filter(name -> Repository.isValidRefName(Constants.R_HEADS + name))
                    .orElse("main");
            repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
            set(repository, Constants.R_HEADS + branch, commit);
        }
    }

    private static void set(Repository repository, String ref, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(id);
        update.setRefLogMessage("scaffolded by gradus", false);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW) {
            throw new IOException("git refused to set " + ref + ": " + result);
        }
    }

    private void index(Repository repository, FileTree tree) throws IOException {
        DirCache index = repository.lockDirCache();
        try {
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, TreeFile> file : tree.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.fromBits(file.getValue().mode().bits()));
                entry.setObjectId(ObjectId.fromString(file.getValue().content().id()));
                entry.setLength(Files.size(path));
                Instant modified = Files.getLastModifiedTime(path).toInstant();
                entry.setLastModified(modified);
                builder.add(entry);
            }
            builder.finish();
            index.write();
            index.commit();
        } finally {
            index.unlock();
        }
    }
}
