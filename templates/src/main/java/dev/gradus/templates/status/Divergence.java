package dev.gradus.templates.status;

/** How one file differs from what it was rendered as. */
public record Divergence(String path, Kind kind) {

    /** What the user did to it. */
    public enum Kind {
        ADDED,
        MODIFIED,
        REMOVED,
        MODE
    }
}
