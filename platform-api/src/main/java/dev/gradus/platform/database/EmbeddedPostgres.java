package dev.gradus.platform.database;

import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * PostgreSQL's own programs, run over a folder of ours: passwords by scram, fsync on, loopback only. It stops with the server; one
 * that a killed server left is taken over.
 *
 * <pre>{@code
 * try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of("/var/lib/gradus/postgres"))) {
 *     connect(postgres.address());
 * }
 * }</pre>
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(EmbeddedPostgres.class.getName());
    private static final String USER = "gradus";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final FolderLock lock;
    private final Cluster cluster;
    private final DatabaseAddress address;
    private boolean closed;

    private EmbeddedPostgres(FolderLock lock, Cluster cluster, DatabaseAddress address) {
        this.lock = lock;
        this.cluster = cluster;
        this.address = address;
        Thread watch = new Thread(this::watch, "watch over PostgreSQL");
        watch.setDaemon(true);
        watch.start();
    }

    /** Starts PostgreSQL over {@code folder}, made if it is missing. */
    public static EmbeddedPostgres start(Path folder) {
        try {
            Folders.makePrivate(folder);
            FolderLock lock = FolderLock.take(folder);
            try {
                return start(folder.toRealPath(), lock);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops the PostgreSQL that a killed server left over {@code folder}; whether there was one. */
    @SuppressWarnings("try") // held, not used
    public static boolean stopLeftOver(Path folder) {
        if (!Files.exists(folder.resolve("data"))) {
            return false;
        }
        try (FolderLock taken = FolderLock.take(folder)) {
            Cluster cluster = cluster(folder.toRealPath());
            boolean running = cluster.running().isPresent();
            if (running) {
                cluster.stop();
            }
            return running;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Halts, with the reason, where PostgreSQL could not be started over {@code folder}; changes nothing. */
    public static void requirePossible(Path folder) throws IOException {
        Programs.requireBrought();
        boolean made = Files.exists(folder.resolve("data"));
        Account account = Account.of(made ? folder : Path.of("/"));
        account.requireUsable();
        if (made) {
            new Cluster(folder, new Programs(folder, account)).requireSameMajor();
        }
    }

    /** Where to connect. */
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            cluster.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One that somebody else ended, such as a system without memory, is started again at its port: the pool connects anew. */
    private void watch() {
        while (startedAgainIfItEnded()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Whether there is a reason to look again. */
    private synchronized boolean startedAgainIfItEnded() {
        try {
            if (!closed && cluster.running().isEmpty()) {
                LOGGER.log(Level.WARNING, "PostgreSQL has ended; it is started again");
                cluster.start();
            }
        } catch (IOException | Halt failure) {
            LOGGER.log(Level.ERROR, "PostgreSQL can not be started again", failure);
        }
        return !closed;
    }

    private static EmbeddedPostgres start(Path folder, FolderLock lock) throws IOException {
        Cluster cluster = cluster(folder);
        Path password = folder.resolve("password");
        if (!Files.exists(cluster.data())) {
            writePassword(password, cluster.programs().account());
            cluster.create(USER, password);
        }
        cluster.requireSameMajor();
        String secret = readPassword(password);
        DatabaseAddress address = adopted(cluster, secret).orElse(null);
        return new EmbeddedPostgres(lock, cluster, address == null ? address(cluster.start(), secret) : address);
    }

    private static Cluster cluster(Path folder) throws IOException {
        Account account = Account.of(folder);
        account.own(folder);
        return new Cluster(folder, Programs.in(folder, account));
    }

    /** One that runs already, if it is of this version and lets us in; another one is stopped. */
    private static Optional<DatabaseAddress> adopted(Cluster cluster, String password) throws IOException {
        Optional<Postmaster> running = cluster.running();
        if (running.isEmpty()) {
            return Optional.empty();
        }
        DatabaseAddress address = address(running.get().port(), password);
        if (answers(address)) {
            return Optional.of(address);
        }
        cluster.stop();
        return Optional.empty();
    }

    private static boolean answers(DatabaseAddress address) {
        try (Connection connection = address.connect();
                ResultSet version = connection.createStatement().executeQuery("show server_version")) {
            return version.next() && Programs.version().startsWith(version.getString(1));
        } catch (SQLException notOurs) {
            return false;
        }
    }

    private static DatabaseAddress address(int port, String password) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
    }

    private static void writePassword(Path file, Account account) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
        account.own(file);
    }

    private static String readPassword(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new Halt(
                    "the password of the data beside it is missing: \"" + file + "\"",
                    "put the file back, or \"gradus restore\" a backup into another data folder.");
        }
        return Files.readString(file);
    }
}
