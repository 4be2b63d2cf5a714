package dev.gradus.platform;

import dev.gradus.platform.database.DatabaseAddress;
import dev.gradus.platform.database.EmbeddedPostgres;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The server's process. Without {@code GRADUS_DB_URL} it brings its own PostgreSQL, which must answer before Quarkus connects.
 *
 * <pre>{@code
 * java -jar quarkus-run.jar
 * }</pre>
 */
@QuarkusMain
public final class Platform {
    private Platform() {}

    /** Runs until the process is told to stop. */
    public static void main(String... args) {
        if (external().isPresent()) {
            Quarkus.run(args);
            return;
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataFolder().resolve("postgres"))) {
            use(postgres.address());
            Quarkus.run(args);
        }
    }

    private static Optional<String> external() {
        return Optional.ofNullable(System.getenv("GRADUS_DB_URL"));
    }

    private static void use(DatabaseAddress address) {
        System.setProperty("quarkus.datasource.jdbc.url", address.url());
        System.setProperty("quarkus.datasource.username", address.user());
        System.setProperty("quarkus.datasource.password", address.password());
    }

    private static Path dataFolder() {
        return Path.of(
                Optional.ofNullable(System.getenv("GRADUS_DATA")).orElse(System.getProperty("user.home") + "/.gradus"));
    }
}
