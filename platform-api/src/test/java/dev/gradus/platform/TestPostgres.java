package dev.gradus.platform;

import dev.gradus.platform.database.DatabaseAddress;
import dev.gradus.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/** The module's one PostgreSQL, started when a test first asks and stopped with the JVM; each test class has its own database in it. */
public final class TestPostgres {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestPostgres() {}

    /** A new, empty database as the server's environment names it. */
    public static Map<String, String> database() {
        DatabaseAddress database = address();
        return Map.of(
                "GRADUS_DB_URL", database.url(),
                "GRADUS_DB_USER", database.user(),
                "GRADUS_DB_PASSWORD", database.password());
    }

    /** A new, empty database. */
    public static DatabaseAddress address() {
        DatabaseAddress server = Holder.SERVER.address();
        String name = "test" + COUNT.incrementAndGet();
        Jdbi.create(server.url(), server.user(), server.password())
                .useHandle(handle -> handle.execute("create database " + name));
        return new DatabaseAddress(
                server.url().replaceFirst("/postgres$", "/" + name), server.user(), server.password());
    }

    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path folder = Files.createTempDirectory("gradus-test-postgres");
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
