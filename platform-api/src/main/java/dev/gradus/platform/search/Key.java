package dev.gradus.platform.search;

/**
 * What is compared or sorted by.
 *
 * @param name of the attribute, metric, parameter or tag, without its quotes
 */
public record Key(Entity entity, String name) {}
