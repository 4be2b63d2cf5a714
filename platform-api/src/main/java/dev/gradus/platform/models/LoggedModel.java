package dev.gradus.platform.models;

/**
 * What others have to know of a logged model.
 *
 * @param team the id of the team whose experiment it is in
 * @param sourceRunId of the run that logged it; empty if none did
 */
public record LoggedModel(String id, long team, String artifactUri, String sourceRunId) {}
