package dev.gradus.platform.artifacts;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the bytes are. A blob is written once, under an id that is used once, and never changed: a name is moved to another blob instead.
 *
 * <p>What the store can't do now ends in an unchecked exception that {@link StoreProblems} answers.
 */
interface Blobs {
    /** Takes what was received, whose file may be moved away; when this returns the blob is durable. */
    void put(UUID id, Spool.Received received);

    /** Bytes of a blob, streamed. */
    InputStream open(UUID id, ByteRange range);

    /** Deletes a blob; one that isn't there is deleted already. */
    void delete(UUID id);

    /** The blob as a file, which the kernel can send by itself. */
    default Optional<Path> file(UUID id) {
        return Optional.empty();
    }

    /** The road for bytes that need not pass through this server. */
    default Optional<DirectBlobs> direct() {
        return Optional.empty();
    }
}
