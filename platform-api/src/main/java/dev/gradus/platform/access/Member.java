package dev.gradus.platform.access;

/** Somebody of a team. */
public record Member(String user, TeamRole role) {}
