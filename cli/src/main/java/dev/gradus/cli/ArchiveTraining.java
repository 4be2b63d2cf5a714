package dev.gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Walks through the common verbs once, so that the JVM's archive holds their classes. Run by the launcher when there is no
 * archive yet for this JDK and this build.
 */
final class ArchiveTraining {
    private ArchiveTraining() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("gradus-archive");
        try {
            String project = folder.resolve("rides").toString();
            for (List<String> verb : List.of(
                    List.of("--version"),
                    List.of("--help"),
                    List.of("packs", "--json"),
                    List.of("catalogue"),
                    List.of("new", "rides", "--dir", project, "--yes"),
                    List.of("status", project),
                    List.of("assess", project, "--json"),
                    List.of("plan", "promote", project, "--json"),
                    List.of("promote", project))) {
                Gradus.run(verb.toArray(String[]::new));
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
