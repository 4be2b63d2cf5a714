package dev.gradus.templates.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder beside the target, in which everything is made before it takes the target's name in one step. On failure, and when
 * the program is told to end, it goes away together with the parents made for it; what a killed program left is removed by the
 * next one.
 */
final class Staging implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\\.gradus-new-(\\d+)");

    private final Path folder;
    private final Deque<Path> madeParents;
    private final Thread onExit = new Thread(this::discard, "gradus-staging");
    /** Fair, so that the end of the program comes between two steps and not after the last. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private boolean closed;

    private Staging(Path folder, Deque<Path> madeParents) {
        this.folder = folder;
        this.madeParents = madeParents;
    }

    static Staging beside(Path target) throws IOException {
        Path parent = Objects.requireNonNull(target.getParent(), "a folder with a name lies in another");
        Deque<Path> made = new ArrayDeque<>();
        for (Path missing = parent; missing != null && !Files.exists(missing); missing = missing.getParent()) {
            made.push(missing);
        }
        Files.createDirectories(parent);
        removeStale(parent);
        Staging staging = new Staging(
                parent.resolve(".gradus-new-" + ProcessHandle.current().pid()), made);
        Runtime.getRuntime().addShutdownHook(staging.onExit);
        delete(staging.folder);
        Files.createDirectory(staging.folder);
        return staging;
    }

    /** Something done in the folder. None begins once the folder is being removed, so that nothing is left behind. */
    @FunctionalInterface
    interface Step {
        void in(Path folder) throws IOException;
    }

    void step(Step step) throws IOException {
        turn.lock();
        try {
            if (closed) {
                throw new IOException("interrupted");
            }
            step.in(folder);
        } finally {
            turn.unlock();
        }
    }

    void moveTo(Path target) throws IOException {
        step(made -> {
            // An empty folder may stand there; not every system renames onto one.
            Files.deleteIfExists(target);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
            closed = true;
        });
    }

    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException ending) {
            // The program is ending: the hook runs, and finds nothing left to do.
            return;
        }
    }

    private void discard() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                remove();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }

    private void remove() throws IOException {
        delete(folder);
        while (!madeParents.isEmpty()) {
            Files.deleteIfExists(madeParents.removeLast());
        }
    }

    private static void removeStale(Path parent) throws IOException {
        List<Path> entries;
        try (Stream<Path> found = Files.list(parent)) {
            entries = found.toList();
        }
        for (Path entry : entries) {
            Matcher name = NAME.matcher(String.valueOf(entry.getFileName()));
            if (name.matches()
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                delete(entry);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(folder)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
