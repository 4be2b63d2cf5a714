package dev.gradus.platform.registry;

/** Which version of which registered model; {@code model} is its number in the database. */
record VersionKey(long model, int version) {}
