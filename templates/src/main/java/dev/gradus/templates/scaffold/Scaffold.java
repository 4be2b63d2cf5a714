package dev.gradus.templates.scaffold;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.repository.Author;
import dev.gradus.templates.repository.NewRepository;
import dev.gradus.templates.tree.OutputPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a render as a new repository with its first commit: all of it, or nothing.
 *
 * <pre>{@code
 * Scaffold.of(render).into(Path.of("rides"));
 * }</pre>
 */
public final class Scaffold {
    private final Render render;
    private final Optional<Author> author;
    private final Clock clock;
    private final Disk disk;

    private Scaffold(Render render, Optional<Author> author, Clock clock, Disk disk) {
        this.render = render;
        this.author = author;
        this.clock = clock;
        this.disk = disk;
    }

    /** By the author that git's configuration names. */
    public static Scaffold of(Render render) {
        return new Scaffold(render, Optional.empty(), Clock.system(ZoneId.systemDefault()), Disk.REAL);
    }

    public Scaffold by(Author author) {
        return new Scaffold(render, Optional.of(author), clock, disk);
    }

    public Scaffold at(Clock clock) {
        return new Scaffold(render, author, clock, disk);
    }

    Scaffold on(Disk disk) {
        return new Scaffold(render, author, clock, disk);
    }

    /** Refuses a folder that cannot be made, before anything is rendered or asked; {@link #into} does so too. */
    public static void requireFree(Path target) {
        Target.of(target).requireFree();
    }

    /** Makes the folder, which must not exist or be empty; its lock. */
    public Lock into(Path folder) {
        Target target = Target.of(folder);
        target.requireFree();
        Lock lock = Lock.of(render);
        try (Staging staging = Staging.beside(target.path())) {
            WorkTree.of(render.tree(), lock).write(staging, disk);
            String message = "feat: scaffold " + target.name() + " at stage "
                    + render.stage().key();
            staging.step(made -> new NewRepository(made, clock).create(render.tree(), lock, author, message));
            staging.moveTo(target.path());
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The folder to be. */
    private record Target(Path path) {

        static Target of(Path folder) {
            return new Target(folder.toAbsolutePath().normalize());
        }

        String name() {
            return String.valueOf(path.getFileName());
        }

        void requireFree() {
            OutputPaths.check(List.of(name()));
            Path parent = path.getParent();
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder()) {
                throw new BadInput("\"" + path + "\" exists already", "take another name, or another folder by --dir");
            }
            while (parent != null && !Files.exists(parent)) {
                parent = parent.getParent();
            }
            if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
                throw new BadInput(
                        "\"" + parent + "\" is no folder that you may write to", "take another folder by --dir");
            }
        }

        private boolean isEmptyFolder() {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (Stream<Path> entries = Files.list(path)) {
                return entries.findAny().isEmpty();
            } catch (IOException e) {
                return false;
            }
        }
    }
}
