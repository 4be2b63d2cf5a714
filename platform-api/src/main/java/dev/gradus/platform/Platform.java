package dev.gradus.platform;

import dev.gradus.platform.backup.RestoreProgram;
import dev.gradus.platform.database.DatabaseAddress;
import dev.gradus.platform.database.EmbeddedPostgres;
import dev.gradus.platform.database.ExternalDatabase;
import dev.gradus.platform.logs.LogFormat;
import dev.gradus.platform.problem.Halt;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The server's process. Without {@code GRADUS_DB_URL} it brings its own PostgreSQL, which must answer before Quarkus connects.
 *
 * <pre>{@code
 * java -jar quarkus-run.jar
 * }</pre>
 */
@QuarkusMain
public final class Platform {
    private static final int DONE = 0;
    /** Something outside failed, as the command line has it. */
    private static final int OUTSIDE = 4;

    private Platform() {}

    /**
     * Runs until the process is told to stop. {@code check-database} instead looks whether the database can be had, {@code
     * stop-database} stops the PostgreSQL that a killed server left, and {@code restore FILE} makes a database of a backup.
     */
    public static void main(String... args) {
        LogFormat.choose();
        int exitCode = exitCode(args);
        if (exitCode != DONE) {
            System.exit(exitCode);
        }
    }

    private static int exitCode(String... args) {
        try {
            return switch (args.length == 0 ? "" : args[0]) {
                case "check-database" -> checkDatabase();
                case "stop-database" -> stopDatabase();
                case "restore" -> restore(Path.of(args[1]));
                default -> serve(args);
            };
        } catch (Halt halt) {
            System.err.println(halt.line());
            return OUTSIDE;
        } catch (IOException | UncheckedIOException failure) {
            System.err.println(new Halt(
                            "reading or writing failed: " + failure.getMessage(),
                            "check that the disk has room and that you may write there.",
                            failure)
                    .line());
            return OUTSIDE;
        }
    }

    private static int checkDatabase() throws IOException {
        if (externalDatabase().isEmpty()) {
            EmbeddedPostgres.requirePossible(postgresFolder());
        }
        return DONE;
    }

    private static int stopDatabase() {
        EmbeddedPostgres.stopLeftOver(postgresFolder());
        return DONE;
    }

    private static int restore(Path file) throws IOException {
        Optional<DatabaseAddress> external = externalDatabase();
        if (external.isPresent()) {
            RestoreProgram.intoDatabase(file, external.get(), DataFolder.path());
        } else {
            RestoreProgram.intoFolder(file, DataFolder.path());
        }
        return DONE;
    }

    private static int serve(String... args) {
        Optional<DatabaseAddress> external = externalDatabase();
        return external.isPresent() ? serve(external.get(), args) : serveOverOwnDatabase(args);
    }

    private static Optional<DatabaseAddress> externalDatabase() {
        Optional<DatabaseAddress> external = ExternalDatabase.of(System.getenv());
        external.ifPresent(ExternalDatabase::require);
        return external;
    }

    /** The JVM ends as soon as its hooks have; the last of them is the database, which the application needs to its end. */
    private static int serveOverOwnDatabase(String... args) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread untilStopped = new Thread(() -> await(stopped), "until PostgreSQL has stopped");
        Runtime.getRuntime().addShutdownHook(untilStopped);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(postgresFolder())) {
            return serve(postgres.address(), args);
        } finally {
            stopped.countDown();
        }
    }

    private static int serve(DatabaseAddress database, String... args) {
        System.setProperty("quarkus.datasource.jdbc.url", database.url());
        System.setProperty("quarkus.datasource.username", database.user());
        System.setProperty("quarkus.datasource.password", database.password());
        int[] exitCode = {DONE};
        // Without a handler of its own Quarkus exits the JVM here.
        Quarkus.run(null, (code, failure) -> exitCode[0] = code, args);
        return exitCode[0];
    }

    private static void await(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path postgresFolder() {
        return DataFolder.path().resolve("postgres");
    }
}
