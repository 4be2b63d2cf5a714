package dev.gradus.kit.registry;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model file that asks to become a version.
 *
 * @param name the model's name, {@code <team>.<project>}
 * @param runId the run that made it
 * @param file the safetensors file
 * @param digest its SHA-256, with {@code sha256:} before it
 * @param contract the feature contract
 * @param metrics measured numbers
 */
public record Candidate(
        String name, String runId, Path file, String digest, String contract, SortedMap<String, Double> metrics) {

    public Candidate {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
