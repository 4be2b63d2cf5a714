package dev.gradus.templates.lock;

/**
 * One file of the base as it was rendered.
 *
 * @param sha256 of its content
 * @param mode git's number, as in {@code 100644}
 * @param layer the stage that introduced it
 * @param strategy how it meets a newer render of itself
 */
public record LockedFile(String sha256, String mode, String layer, String strategy) {}
