package dev.gradus.platform.backup;

import dev.gradus.platform.change.Changes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The backup over REST. It holds everything, also the hashes of all tokens. */
@Path("/api/v1/backup")
public class BackupResource {
    private final Backups backups;
    private final Changes changes;

    BackupResource(Backups backups, Changes changes) {
        this.backups = backups;
        this.changes = changes;
    }

    /** A zip file of everything as it is now. That it was taken is in the audit, and so in the backup itself. */
    @POST
    @Produces("application/zip")
    @RolesAllowed("admin")
    @Operation(operationId = "makeBackup")
    public StreamingOutput create() {
        changes.make("backup.create", change -> change.on("backup"));
        return backups::write;
    }
}
