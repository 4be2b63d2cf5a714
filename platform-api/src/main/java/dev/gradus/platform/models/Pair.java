package dev.gradus.platform.models;

/** A parameter or a tag. */
record Pair(String key, String value) {}
