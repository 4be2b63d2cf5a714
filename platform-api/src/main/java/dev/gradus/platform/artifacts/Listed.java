package dev.gradus.platform.artifacts;

import java.util.OptionalLong;

/**
 * What is directly in a folder of artefacts.
 *
 * @param name the last name of its path
 * @param size in bytes; empty for a folder
 */
public record Listed(String name, OptionalLong size) {
    /** Whether it is a folder. */
    public boolean folder() {
        return size.isEmpty();
    }
}
