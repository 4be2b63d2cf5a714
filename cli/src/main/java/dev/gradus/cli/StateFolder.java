package dev.gradus.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where this user's Gradus keeps what is not a project's: {@code GRADUS_STATE}, else {@code ~/.gradus}. */
final class StateFolder {
    private StateFolder() {}

    static Path path() {
        return path(System.getenv(), System.getProperty("user.home"));
    }

    static Path path(Map<String, String> environment, String home) {
        String named = environment.getOrDefault("GRADUS_STATE", "");
        return named.isBlank()
                ? Path.of(home, ".gradus")
                : Path.of(named).toAbsolutePath().normalize();
    }
}
