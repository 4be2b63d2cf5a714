package dev.gradus.platform.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Makes backups of the running server. */
@ApplicationScoped
class Backups {
    private final Jdbi jdbi;
    private final List<Attachments> attachments;

    @Inject
    Backups(Jdbi jdbi, @Any Instance<Attachments> attachments) {
        this(jdbi, attachments.stream().toList());
    }

    Backups(Jdbi jdbi, List<Attachments> attachments) {
        this.jdbi = jdbi;
        this.attachments = attachments;
    }

    /** Writes everything as it is at one instant, while others go on writing. */
    void write(OutputStream out) throws IOException {
        try {
            jdbi.<SQLException>useTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ, snapshot -> write(snapshot, out));
        } catch (SQLException | UncheckedIOException failure) {
            throw new IOException("the backup was not written to its end", failure);
        }
    }

    private void write(Handle snapshot, OutputStream out) throws SQLException {
        snapshot.execute("set transaction read only");
        try {
            new BackupWriter(snapshot, attachments, out).write(Instant.now());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
