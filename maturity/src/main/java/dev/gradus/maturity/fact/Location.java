package dev.gradus.maturity.fact;

import org.jspecify.annotations.Nullable;

/**
 * A place in the assessed repository.
 *
 * @param path relative to the project's root, with forward slashes
 * @param line 1-based, null where the whole file is meant
 */
public record Location(String path, @Nullable Integer line) {
    public static Location of(String path) {
        return new Location(path, null);
    }

    public static Location of(String path, int line) {
        return new Location(path, line);
    }
}
