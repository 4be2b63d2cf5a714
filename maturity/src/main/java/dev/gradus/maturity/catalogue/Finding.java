package dev.gradus.maturity.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * One thing that speaks against a control.
 *
 * @param path relative to the project's root, null for what has no place
 * @param line 1-based, null where the whole file is meant
 */
public record Finding(@Nullable String path, @Nullable Integer line, String message) {

    /** A finding about the project as a whole. */
    public static Finding of(String message) {
        return new Finding(null, null, message);
    }
}
