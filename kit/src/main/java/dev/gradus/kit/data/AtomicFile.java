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
 * Writes a file so that its name holds either what it held before or all of the new content, never half of it.
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
            try {
                // Not a temporary file of the JDK's: those may be read by their owner alone.
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
                    content.writeTo(out);
                }
                replace(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write %s: %s".formatted(target, e.getMessage()), e);
        }
    }

    private static void replace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
