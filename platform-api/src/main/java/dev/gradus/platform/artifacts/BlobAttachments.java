package dev.gradus.platform.artifacts;

import dev.gradus.platform.DataFolder;
import dev.gradus.platform.backup.Attachments;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The artefacts in the data folder, for a backup. Those in an object store or in a folder of their own are kept there. */
@ApplicationScoped
class BlobAttachments implements Attachments {
    private final Path data = DataFolder.path();
    private final Blobs blobs;

    BlobAttachments(Blobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public List<String> of(Handle snapshot) {
        if (!(blobs instanceof FileBlobs files)) {
            return List.of();
        }
        BlobHold.during(snapshot);
        return snapshot
                .createQuery("select id from artifact_blob where expires_at is null order by id")
                .mapTo(UUID.class)
                .stream()
                .map(id -> files.path(id).toAbsolutePath().normalize())
                .filter(path -> path.startsWith(data))
                .map(path -> data.relativize(path).toString())
                .toList();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(data.resolve(name));
    }
}
