package dev.gradus.platform;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the server keeps what is not in an external place: {@code GRADUS_DATA}, else {@code ~/.gradus}; as root {@code /var/lib/gradus},
 * since PostgreSQL runs as another user then, who can't reach root's home.
 */
public final class DataFolder {
    private DataFolder() {}

    /** The folder of this process. */
    public static Path path() {
        return path(System.getenv(), System.getProperty("user.home"), System.getProperty("user.name"));
    }

    static Path path(Map<String, String> environment, String home, String user) {
        String named = environment.getOrDefault("GRADUS_DATA", "");
        if (!named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        return user.equals("root") ? Path.of("/var/lib/gradus") : Path.of(home, ".gradus");
    }
}
