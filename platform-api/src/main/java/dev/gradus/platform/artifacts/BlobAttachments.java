package dev.gradus.platform.artifacts;

import dev.gradus.platform.backup.Attachments;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The blobs that a backup holds: those that lie in files. Those in an object store stay there, where a restored database finds them. */
@ApplicationScoped
class BlobAttachments implements Attachments {
    /** Where a data folder has them. */
    private static final String FOLDER = "artifacts/blobs/";

    /** Also the parts of uploads that are under way, so that they can go on. */
    private static final String NAMED = "select blob from artifact union select blob from artifact_part";

    private final Blobs blobs;

    BlobAttachments(Blobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public List<String> of(Handle snapshot) {
        if (!(blobs instanceof FileBlobs)) {
            return List.of();
        }
        BlobHold.during(snapshot);
        return snapshot.createQuery(NAMED).mapTo(UUID.class).stream()
                .map(BlobAttachments::name)
                .toList();
    }

    @Override
    public InputStream open(String name) throws IOException {
        UUID id = UUID.fromString(name.substring(name.lastIndexOf('/') + 1));
        return Files.newInputStream(blobs.file(id).orElseThrow(() -> new NoSuchFileException(name)));
    }

    private static String name(UUID id) {
        return FOLDER + id.toString().substring(0, 2) + "/" + id;
    }
}
