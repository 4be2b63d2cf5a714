package dev.gradus.platform.artifacts;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Takes what is uploaded into a file of its own, as fast as it comes and in constant memory, before anything else learns of it.
 *
 * <p>Every process has a folder that it holds a lock on. The lock of one that was killed is free: whoever starts next deletes its folder.
 */
final class Spool implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final int CHUNK = 1 << 16;

    /** What is left for the database's and everybody's sake, in bytes. */
    private static final long RESERVE = 64L << 20;

    /** An upload that is slower than this over {@link #PATIENCE} only holds a thread. */
    private static final long SLOWEST_BYTES_PER_SECOND = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Each holds a worker while it comes, and there are 32 of those for everything. */
    private static final int AT_ONCE = 12;

    private final Path folder;
    private final FileChannel lockFile;
    private final long limit;
    private final Semaphore places = new Semaphore(AT_ONCE);

    private Spool(Path folder, FileChannel lockFile, long limit) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.limit = limit;
    }

    /**
     * Opens this process's folder in {@code parent} and deletes those of processes that are gone.
     *
     * @param limit the largest upload, in bytes
     */
    static Spool open(Path parent, long limit) throws IOException {
        Files.createDirectories(parent);
        try (FileChannel oneAtATime = channel(parent.resolve(LOCK))) {
            oneAtATime.lock();
            sweep(parent);
            Path folder = Files.createDirectory(parent.resolve(UUID.randomUUID().toString()));
            FileChannel lockFile = channel(folder.resolve(LOCK));
            lockFile.lock();
            return new Spool(folder, lockFile, limit);
        }
    }

    /**
     * Receives an upload; the file is durable when this returns, and gone when it fails.
     *
     * @param declared how many bytes the client said there are, -1 if it didn't
     */
    Received receive(InputStream body, long declared) throws IOException {
        requireFits(declared);
        requireRoom(Math.max(declared, 0));
        if (!places.tryAcquire()) {
            throw new MlflowProblem(
                    ErrorCode.REQUEST_LIMIT_EXCEEDED, "%d uploads are under way. Maybe: try again.".formatted(AT_ONCE));
        }
        try {
            return receiveNow(body, declared);
        } finally {
            places.release();
        }
    }

    private Received receiveNow(InputStream body, long declared) throws IOException {
        Path file = folder.resolve(UUID.randomUUID().toString());
        try {
            Received received = write(body, file);
            if (declared >= 0 && received.size() != declared) {
                throw new IOException("%d bytes came of %d".formatted(received.size(), declared));
            }
            return received;
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
        FileUtils.deleteDirectory(folder.toFile());
    }

    /** Refuses what is too large. */
    void requireFits(long size) {
        if (size > limit) {
            throw new MlflowProblem(
                    ErrorCode.MAX_BLOCK_SIZE_EXCEEDED,
                    "an artifact has at most %d bytes here. Maybe: raise gradus.artifacts.max-size.".formatted(limit));
        }
    }

    private void requireRoom(long size) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < size + RESERVE) {
            throw new MlflowProblem(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "the server's disk has no room for this artifact. Maybe: delete what is not needed, or enlarge it.");
        }
    }

    private Received write(InputStream body, Path file) throws IOException {
        MessageDigest digest = sha256();
        long size;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            size = copy(body, channel, digest);
            channel.force(true);
        }
        return new Received(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    private long copy(InputStream body, FileChannel channel, MessageDigest digest) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long begun = System.nanoTime();
        long size = 0;
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
            size += read;
            requireFits(size);
            refuseTheSlow(size, Duration.ofNanos(System.nanoTime() - begun));
            digest.update(chunk, 0, read);
            writeAll(channel, ByteBuffer.wrap(chunk, 0, read));
        }
        return size;
    }

    private void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failure) {
            requireRoom(0);
            throw new UncheckedIOException(failure);
        }
    }

    private static void refuseTheSlow(long size, Duration taken) {
        if (taken.compareTo(PATIENCE) > 0 && size < taken.toSeconds() * SLOWEST_BYTES_PER_SECOND) {
            throw new MlflowProblem(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "the upload is slower than %d bytes a second".formatted(SLOWEST_BYTES_PER_SECOND));
        }
    }

    private static void sweep(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(parent)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            if (abandoned(folder)) {
                FileUtils.deleteDirectory(folder.toFile());
            }
        }
    }

    private static boolean abandoned(Path folder) throws IOException {
        try (FileChannel lockFile = channel(folder.resolve(LOCK));
                FileLock free = lockFile.tryLock()) {
            return free != null;
        }
    }

    private static FileChannel channel(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * What came.
     *
     * @param file where it is until a store takes it
     * @param size in bytes
     * @param sha256 in lower case hexadecimal
     */
    record Received(Path file, long size, String sha256) {}
}
