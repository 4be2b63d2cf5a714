package dev.gradus.platform.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** Writes one snapshot as a zip file, streamed: nothing is held in memory or on disk meanwhile. */
final class BackupWriter {
    private final Handle snapshot;
    private final List<Attachments> attachments;
    private final ZipOutputStream zip;

    BackupWriter(Handle snapshot, List<Attachments> attachments, OutputStream out) {
        this.snapshot = snapshot;
        this.attachments = attachments;
        this.zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Writes all of it; the manifest last, since it knows the digests. */
    void write(Instant now) throws IOException, SQLException {
        List<Manifest.Table> tables = new ArrayList<>();
        for (Catalogue.Table table : Catalogue.tables(snapshot)) {
            tables.add(write(table));
        }
        List<Manifest.Attachment> files = new ArrayList<>();
        for (Attachments source : attachments) {
            for (String name : source.of(snapshot)) {
                files.add(write(source, name));
            }
        }
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                Catalogue.schemaVersion(snapshot),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                tables,
                Catalogue.sequences(snapshot),
                files);
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(Manifest.JSON.writeValueAsBytes(manifest));
        zip.finish();
        zip.flush();
    }

    private Manifest.Table write(Catalogue.Table table) throws IOException, SQLException {
        Manifest.Table unread = new Manifest.Table(table.name(), table.columns(), 0, "");
        DigestOutputStream entry = begin(unread.entry());
        OutputStream buffered = new BufferedOutputStream(entry, 1 << 16);
        long rows = snapshot.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select " + String.join(", ", table.columns()) + " from " + table.name() + ") to stdout",
                        buffered);
        buffered.flush();
        return new Manifest.Table(table.name(), table.columns(), rows, Digests.hex(entry.getMessageDigest()));
    }

    private Manifest.Attachment write(Attachments source, String name) throws IOException {
        DigestOutputStream entry = begin(new Manifest.Attachment(name, "").entry());
        try (InputStream bytes = source.open(name)) {
            bytes.transferTo(entry);
        }
        return new Manifest.Attachment(name, Digests.hex(entry.getMessageDigest()));
    }

    private DigestOutputStream begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new DigestOutputStream(zip, Digests.sha256());
    }
}
