package dev.gradus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the benchmarks that are named, all of them when none is, and prints their tables. */
public final class Benchmarks {
    private static final List<String> ALL =
            List.of("startup", "scaffold", "assess", "model", "memory", "serving", "platform");

    private Benchmarks() {}

    /**
     * Measures and prints.
     *
     * @param args the checkout, the peers' Python, the folder of months, then names of benchmarks
     */
    public static void main(String[] args) throws IOException {
        List<String> named = Arrays.asList(args).subList(3, args.length);
        for (String name : named.isEmpty() ? ALL : named) {
            Path scratch = Files.createTempDirectory("gradus-benchmark");
            try {
                System.out.println(
                        table(name, new Places(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), scratch)));
            } finally {
                delete(scratch);
            }
        }
    }

    private static Table table(String name, Places places) throws IOException {
        return switch (name) {
            case "startup" -> StartUp.measure(places);
            case "scaffold" -> Scaffold.measure(places);
            case "assess" -> Assessing.measure(places);
            case "model" -> Model.measure(places);
            case "memory" -> Memory.measure(places);
            case "serving" -> Serving.measure(places);
            case "platform" -> ControlPlane.measure(places);
            default -> throw new IllegalArgumentException("there is no benchmark '" + name + "', there are " + ALL);
        };
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
