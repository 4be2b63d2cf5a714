package dev.gradus.platform.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do. */
abstract class BlobsContract {
    @TempDir
    Path folder;

    abstract Blobs blobs() throws IOException;

    @Test
    void aBlobIsReadAsItWasPut() throws IOException {
        UUID id = put("hello, world");

        assertThat(read(id, ByteRange.all(12))).isEqualTo("hello, world");
    }

    @Test
    void aRangeOfABlobIsReadAlone() throws IOException {
        UUID id = put("hello, world");

        assertThat(read(id, new ByteRange(7, 3))).isEqualTo("wor");
        assertThat(read(id, new ByteRange(0, 0))).isEmpty();
    }

    @Test
    void anEmptyBlobIsABlob() throws IOException {
        assertThat(read(put(""), ByteRange.all(0))).isEmpty();
    }

    @Test
    void aDeletedBlobIsGoneAndMayBeDeletedAgain() throws IOException {
        UUID id = put("hello");
        Blobs blobs = blobs();

        blobs.delete(id);
        blobs.delete(id);

        assertThatThrownBy(() -> blobs.open(id, ByteRange.all(5))).isInstanceOf(RuntimeException.class);
    }

    UUID put(String text) throws IOException {
        UUID id = UUID.randomUUID();
        try (Spool spool = Spool.open(folder.resolve("incoming"), 1000)) {
            blobs().put(id, spool.receive(new ByteArrayInputStream(text.getBytes(UTF_8)), -1));
        }
        return id;
    }

    String read(UUID id, ByteRange range) throws IOException {
        try (InputStream bytes = blobs().open(id, range)) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }
}
