package dev.gradus.templates.merge;

/**
 * What a merge does to one file, and why.
 *
 * @param layer the stage that the file comes from, {@code user} for the user's own
 */
public record FileVerdict(String path, Change change, String layer, String reason) {}
