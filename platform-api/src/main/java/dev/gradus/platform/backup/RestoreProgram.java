package dev.gradus.platform.backup;

import dev.gradus.platform.database.DatabaseAddress;
import dev.gradus.platform.database.EmbeddedPostgres;
import dev.gradus.platform.database.Folders;
import dev.gradus.platform.database.Migrations;
import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/**
 * The process that restores, which is not the server's.
 *
 * <pre>{@code
 * RestoreProgram.intoFolder(Path.of("gradus.zip"), Path.of("/var/lib/gradus"));
 * }</pre>
 */
public final class RestoreProgram {
    private RestoreProgram() {}

    /** Restores into the server's own PostgreSQL in a data folder without one. The database appears whole or not at all. */
    public static void intoFolder(Path file, Path data) throws IOException {
        Path target = data.resolve("postgres");
        if (Files.exists(target.resolve("data"))) {
            throw new Halt(
                    "the data folder \"" + data + "\" holds a database already",
                    "restore into another one by --data-dir, or move this one away.");
        }
        try (BackupFile backup = BackupFile.open(file)) {
            Path part = data.resolve("postgres.part");
            // What a restore that was killed has left.
            EmbeddedPostgres.stopLeftOver(part);
            Folders.delete(part);
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(part)) {
                fill(postgres.address(), backup, data);
            } catch (RuntimeException | IOException failure) {
                Folders.delete(part);
                throw failure;
            }
            Folders.delete(target);
            Folders.finish(part, target);
        }
    }

    /** Restores into an external database, which must be empty. */
    public static void intoDatabase(Path file, DatabaseAddress database, Path data) throws IOException {
        try (BackupFile backup = BackupFile.open(file)) {
            fill(database, backup, data);
        }
    }

    /** Files first: one that no row names does no harm. */
    private static void fill(DatabaseAddress database, BackupFile backup, Path data) throws IOException {
        for (Manifest.Attachment attachment : backup.manifest().files()) {
            write(backup, attachment, data);
        }
        try {
            new Restore(database, new Migrations(database), backup).run();
        } catch (SQLException failure) {
            throw new Halt(
                    "the database " + database + " refused the backup: " + failure.getMessage(),
                    "restore it with the Gradus that made it.",
                    failure);
        }
    }

    private static void write(BackupFile backup, Manifest.Attachment attachment, Path data) throws IOException {
        Path file = data.resolve(attachment.name()).normalize();
        if (!file.startsWith(data)) {
            throw new Halt(
                    "the backup names the file \"" + attachment.name() + "\", which leaves the data folder",
                    "restore no backup that you did not make.");
        }
        Files.createDirectories(file.getParent());
        try (InputStream bytes = backup.bytes(attachment)) {
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
