package dev.gradus.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A command line in a folder.
 *
 * <pre>{@code
 * double median = Command.in(folder, "git", "--version").medianSeconds(10);
 * }</pre>
 */
record Command(Path folder, List<String> words, Map<String, String> environment) {

    static Command in(Path folder, String... words) {
        return new Command(folder, List.of(words), Map.of());
    }

    Command with(Map<String, String> more) {
        return new Command(folder, words, more);
    }

    /** The same command as the arguments of another. */
    Command after(String... program) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(words);
        return new Command(folder, all, environment);
    }

    /** Standard output; fails with the command's own words when it exits with anything but 0. */
    String output() {
        try {
            Path out = Files.createTempFile("gradus-benchmark", ".out");
            Path err = Files.createTempFile("gradus-benchmark", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                int exit = builder.start().waitFor();
                String text = Files.readString(out, StandardCharsets.UTF_8);
                if (exit != 0) {
                    throw new IllegalStateException("%s exited with %d:%n%s%n%s"
                            .formatted(String.join(" ", words), exit, text, Files.readString(err)));
                }
                return text;
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + words, e);
        }
    }

    /** Wall time of one run, in seconds. */
    double seconds() {
        long start = System.nanoTime();
        output();
        return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e9;
    }

    /** Median wall time of some runs after one that does not count, in seconds. */
    double medianSeconds(int runs) {
        seconds();
        List<Double> times = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            times.add(seconds());
        }
        Collections.sort(times);
        return times.get(runs / 2);
    }
}
