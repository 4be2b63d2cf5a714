package dev.gradus.kit.spi;

import java.nio.file.Path;

/**
 * A file that a run made.
 *
 * <pre>{@code
 * new RunArtifact("model/model.safetensors", Path.of("build/model/model.safetensors"), "sha256:41d0…")
 * }</pre>
 *
 * @param path its name among the run's artifacts, with {@code /} between folders
 * @param file where it lies now; a later run may replace it, so a listener that keeps it must copy it
 * @param digest {@code sha256:} and 64 hexadecimal digits over the file's bytes
 */
public record RunArtifact(String path, Path file, String digest) {}
