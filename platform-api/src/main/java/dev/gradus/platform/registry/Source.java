package dev.gradus.platform.registry;

import java.util.Optional;

/**
 * Where a version comes from, once that was looked into.
 *
 * @param uri the source as it is kept
 * @param storage where the artefacts are, which for a {@code models:/} source is another place
 * @param runId of the run that made it; empty if none is known
 * @param loggedModel the id of the logged model that it was before
 */
record Source(String uri, String storage, String runId, Optional<String> loggedModel) {}
