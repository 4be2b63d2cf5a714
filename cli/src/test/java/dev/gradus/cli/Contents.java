package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything in a folder, byte for byte. */
final class Contents {
    private Contents() {}

    static SortedMap<String, String> of(Path folder) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> contents.put(folder.relativize(path).toString(), read(path)));
        }
        return contents;
    }

    /** Without git's objects that nothing refers to, and the refs that keep bases: what a step that was cut short may leave. */
    static SortedMap<String, String> ofRepository(Path folder) throws IOException {
        SortedMap<String, String> contents = of(folder);
        contents.keySet().removeIf(path -> path.startsWith(".git/objects/") || path.startsWith(".git/refs/gradus/"));
        return contents;
    }

    private static String read(Path path) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
