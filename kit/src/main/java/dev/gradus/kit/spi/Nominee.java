package dev.gradus.kit.spi;

import java.nio.file.Path;

/**
 * A trained model that asks to be registered.
 *
 * <pre>{@code
 * new Nominee(Path.of("."), "mobility.rides", Path.of("build/model/model.safetensors"), "sha256:41d0…")
 * }</pre>
 *
 * @param project the project's root
 * @param model the registered model's name, {@code <team>.<project>}
 * @param file where the model lies
 * @param digest {@code sha256:} and 64 hexadecimal digits over the file's bytes
 */
public record Nominee(Path project, String model, Path file, String digest) {}
