package dev.gradus.platform.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gradus.platform.problem.Halt;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that was read to its end and found whole before anything is made of it. */
final class BackupFile implements AutoCloseable {
    private static final String REMEDY = "take another backup; this one was cut short or changed.";

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.manifest = readManifest();
    }

    /** Opens and checks a file; one that is not a whole backup halts the process. */
    static BackupFile open(Path path) throws IOException {
        try {
            return checked(path, new ZipFile(path.toFile()));
        } catch (ZipException | EOFException damaged) {
            throw new Halt("\"" + path + "\" is no whole backup: " + damaged.getMessage(), REMEDY, damaged);
        }
    }

    private static BackupFile checked(Path path, ZipFile zip) throws IOException {
        try {
            BackupFile backup = new BackupFile(path, zip);
            backup.check();
            return backup;
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream rows(Manifest.Table table) throws IOException {
        return open(table.entry());
    }

    InputStream bytes(Manifest.Attachment file) throws IOException {
        return open(file.entry());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Manifest readManifest() throws IOException {
        try (InputStream json = open(Manifest.NAME)) {
            Manifest read = Manifest.JSON.readValue(json, Manifest.class);
            if (read.format() != Manifest.FORMAT) {
                throw new Halt(
                        "\"" + path + "\" is a backup of format " + read.format() + ", and this Gradus reads "
                                + Manifest.FORMAT,
                        "restore it with the Gradus that made it.");
            }
            return read;
        } catch (JsonProcessingException damaged) {
            throw new Halt("\"" + path + "\" has no manifest that can be read", REMEDY, damaged);
        }
    }

    private void check() throws IOException {
        Set<String> named = new HashSet<>(Set.of(Manifest.NAME));
        for (Manifest.Table table : manifest.tables()) {
            check(table.entry(), table.sha256());
            named.add(table.entry());
        }
        for (Manifest.Attachment file : manifest.files()) {
            check(file.entry(), file.sha256());
            named.add(file.entry());
        }
        try (Stream<? extends ZipEntry> entries = zip.stream()) {
            entries.map(ZipEntry::getName)
                    .filter(name -> !named.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new Halt(
                                "\"" + path + "\" holds \"" + name + "\", which its manifest does not name", REMEDY);
                    });
        }
    }

    private void check(String entry, String sha256) throws IOException {
        String found;
        try (DigestInputStream bytes = new DigestInputStream(open(entry), Digests.sha256())) {
            bytes.transferTo(OutputStream.nullOutputStream());
            found = Digests.hex(bytes.getMessageDigest());
        }
        if (!found.equals(sha256)) {
            throw new Halt("\"" + entry + "\" in \"" + path + "\" is not what the manifest says", REMEDY);
        }
    }

    private InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Halt("\"" + path + "\" is no whole backup: it holds no \"" + name + "\"", REMEDY);
        }
        return zip.getInputStream(entry);
    }
}
