package dev.gradus.platform.access;

/** A team by the database's id and by its name. */
public record TeamRef(long id, String name) {}
