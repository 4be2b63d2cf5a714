package dev.gradus.templates.render;

import java.util.Locale;

/** How a file meets a newer render of itself. */
public enum Strategy {
    /** The user's after creation: an edited one is left alone. */
    USER,
    /** Merged line by line. */
    TEXT,
    /** Merged line by line, with neighbouring insertions kept side by side if the result is sound XML. */
    XML,
    /** The same for YAML. */
    YAML,
    /** Taken from one side or the other. */
    BINARY;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
