package dev.gradus.platform.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.io.input.BoundedInputStream;

/** Blobs as files {@code FOLDER/ab/ab12….}, named by their ids. */
final class FileBlobs implements Blobs {
    private final Path folder;

    FileBlobs(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public void put(UUID id, Spool.Received received) {
        try {
            Path shelf = shelf(id);
            if (!Files.exists(shelf)) {
                Files.createDirectories(shelf);
                sync(folder);
            }
            Files.move(received.file(), path(id), StandardCopyOption.ATOMIC_MOVE);
            sync(shelf);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public InputStream open(UUID id, ByteRange range) {
        try {
            FileChannel channel = FileChannel.open(path(id), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return BoundedInputStream.builder()
                    .setInputStream(Channels.newInputStream(channel.position(range.from())))
                    .setMaxCount(range.length())
                    .get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void delete(UUID id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<Path> file(UUID id) {
        return Optional.of(path(id)).filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
    }

    private Path shelf(UUID id) {
        return folder.resolve(id.toString().substring(0, 2));
    }

    Path path(UUID id) {
        return shelf(id).resolve(id.toString());
    }

    /** A new name in a folder is durable once the folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
