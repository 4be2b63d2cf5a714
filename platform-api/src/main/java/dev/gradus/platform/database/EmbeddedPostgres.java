package dev.gradus.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, run over a folder of ours: passwords by scram, fsync on, loopback only.
 *
 * <pre>{@code
 * try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of("/var/lib/gradus"))) {
 *     connect(postgres.address());
 * }
 * }</pre>
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String BINARIES = "postgres-linux-x86_64.txz";
    private static final String OWNER = "postgres";

    private final Path home;
    private final Path data;
    private final DatabaseAddress address;

    private EmbeddedPostgres(Path home, Path data, DatabaseAddress address) {
        this.home = home;
        this.data = data;
        this.address = address;
    }

    /** Starts PostgreSQL over {@code folder}, made if it is missing. */
    public static EmbeddedPostgres start(Path folder) {
        try {
            Path home = unpack(folder.resolve("postgresql"));
            Path data = folder.resolve("data");
            Path secret = folder.resolve("password");
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                create(home, folder, secret);
            }
            int port = freePort();
            run(command(
                    home,
                    "pg_ctl",
                    "-D",
                    data.toString(),
                    "-w",
                    "-t",
                    "60",
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
                    "start"));
            DatabaseAddress address = new DatabaseAddress(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "gradus", Files.readString(secret));
            return new EmbeddedPostgres(home, data, address);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where to connect. */
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        try {
            run(command(home, "pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void create(Path home, Path folder, Path secret) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(secret, HexFormat.of().formatHex(random), StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        own(folder);
        run(command(
                home,
                "initdb",
                "-D",
                folder.resolve("data").toString(),
                "-U",
                "gradus",
                "-A",
                "scram-sha-256",
                "--pwfile",
                secret.toString(),
                "-E",
                "UTF8",
                "--locale",
                "C",
                "--no-instructions"));
    }

    private static Path unpack(Path home) throws IOException {
        if (Files.exists(home.resolve("bin/postgres"))) {
            return home;
        }
        try (InputStream packed = EmbeddedPostgres.class.getResourceAsStream("/" + BINARIES)) {
            if (packed == null) {
                throw new IOException("no PostgreSQL for this machine is in the program: " + BINARIES);
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, home.resolve(entry.getName()).normalize());
            }
        }
        return home;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** PostgreSQL refuses to run as root: there its files and its process belong to {@value #OWNER}. */
    private static List<String> command(Path home, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid", OWNER, "--regid", OWNER, "--clear-groups", "--"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void own(Path folder) throws IOException {
        if (root()) {
            run(List.of("chown", "-R", OWNER + ":", folder.toString()));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("gradus-postgres", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("\"" + command.get(0) + "\" failed: " + Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
