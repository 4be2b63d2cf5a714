package dev.gradus.platform.search;

/** One key to sort by. */
public record Order(Key key, boolean ascending) {}
