package dev.gradus.kit.spi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known when a run starts.
 *
 * <pre>{@code
 * new RunStart("com.example.rides.Train", Path.of("/home/ann/rides"), Instant.now(), new TreeMap<>(Map.of("epochs", "13")))
 * }</pre>
 *
 * @param entryPoint binary name of the main class that runs
 * @param project the project's root folder, where {@code .gradus/project.yaml} and {@code runs/} are; absolute
 * @param at when it started
 * @param params the parameters that were chosen, by name
 */
public record RunStart(String entryPoint, Path project, Instant at, SortedMap<String, String> params) {

    public RunStart {
        project = project.toAbsolutePath().normalize();
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }
}
