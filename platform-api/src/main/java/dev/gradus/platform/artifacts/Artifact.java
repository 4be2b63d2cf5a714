package dev.gradus.platform.artifacts;

import java.util.Optional;
import java.util.UUID;

/**
 * An artefact: a name and the blob it names now.
 *
 * @param path as in {@link ArtifactPath#text()}
 * @param blob the id of the bytes, which never change
 * @param size in bytes
 * @param sha256 in lower case hexadecimal; empty where the bytes went straight to an object store
 */
public record Artifact(String path, UUID blob, long size, Optional<String> sha256) {}
