package dev.gradus.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server on this machine is meant: one data folder has one server. */
final class ServerOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder of the server's data. Default: GRADUS_DATA, else ~/.gradus, as root /var/lib/gradus.")
    private @Nullable Path folder;

    Path folder() {
        if (folder != null) {
            return folder.toAbsolutePath().normalize();
        }
        String named = System.getenv().getOrDefault("GRADUS_DATA", "");
        if (!named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        // PostgreSQL runs as another user when root starts it, and that user can't reach root's home.
        return System.getProperty("user.name").equals("root")
                ? Path.of("/var/lib/gradus")
                : Path.of(System.getProperty("user.home"), ".gradus");
    }
}
