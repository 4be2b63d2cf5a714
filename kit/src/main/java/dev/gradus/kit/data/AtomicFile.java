package dev.gradus.kit.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a file so that its name holds either what it held before or all of the new content, never half of it. A program that is
 * told to end in the middle takes the half along.
 *
 * <pre>{@code
 * AtomicFile.write(Path.of("build/metrics.json"), out -> out.write(json));
 * }</pre>
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes beside the target and renames; on any failure the target is untouched and nothing is left beside it. */
    public static void write(Path target, Content content) {
        Path part =
                target.toAbsolutePath().resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(Objects.requireNonNull(part.getParent(), "an absolute path of a file"));
            try (Part written = new Part(part)) {
                // Not a temporary file of the JDK's: those may be read by their owner alone.
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
                    content.writeTo(out);
                }
                written.replace(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write %s: %s".formatted(target, e.getMessage()), e);
        }
    }

    /** What stands beside the target while it is written, gone afterwards. */
    private static final class Part implements AutoCloseable {

        private final Path path;
        private final Thread onExit = new Thread(this::discard, "half-written file");

        Part(Path path) throws IOException {
            this.path = path;
            try {
                Runtime.getRuntime().addShutdownHook(onExit);
            } catch (IllegalStateException ending) {
                throw new IOException("the program is ending", ending);
            }
        }

        void replace(Path target) throws IOException {
            try {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
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
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + path, e);
            }
        }
    }
}
