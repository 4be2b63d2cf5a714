package dev.gradus.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which PostgreSQL the server runs over. */
final class DatabaseOption {
    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = {
                "A PostgreSQL of your own, as jdbc:postgresql://HOST:5432/NAME. Default: GRADUS_DB_URL, else the server's own.",
                "Its user and password are taken from GRADUS_DB_USER and GRADUS_DB_PASSWORD."
            })
    private @Nullable String url;

    /** The external database that was named; null without one. */
    @Nullable String url() {
        return url == null ? System.getenv("GRADUS_DB_URL") : url;
    }
}
