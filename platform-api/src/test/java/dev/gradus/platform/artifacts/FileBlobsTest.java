package dev.gradus.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FileBlobsTest extends BlobsContract {
    @Override
    Blobs blobs() throws IOException {
        return new FileBlobs(folder.resolve("blobs"));
    }

    @Test
    void whoReadsABlobThatIsDeletedReadsItToItsEnd() throws IOException {
        UUID id = put("hello");
        try (InputStream bytes = blobs().open(id, ByteRange.all(5))) {
            blobs().delete(id);

            assertThat(bytes.readAllBytes()).asString().isEqualTo("hello");
        }
    }

    @Test
    void aSymbolicLinkInTheStoreIsNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        UUID id = put("hello");
        Path blob = blobs().file(id).orElseThrow();
        Files.delete(blob);
        Files.createSymbolicLink(blob, secret);

        assertThat(blobs().file(id)).isEmpty();
        assertThatThrownBy(() -> blobs().open(id, ByteRange.all(6))).isInstanceOf(UncheckedIOException.class);
    }
}
