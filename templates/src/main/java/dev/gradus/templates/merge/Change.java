package dev.gradus.templates.merge;

/** What a merge does to a file. */
public enum Change {
    ADDED,
    UPDATED,
    REMOVED,
    MOVED,
    MERGED,
    CONFLICT,
    KEPT,
    UNCHANGED
}
