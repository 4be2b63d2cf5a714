package dev.gradus.templates.pack;

import dev.gradus.templates.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a pack on disk, within bounds; links are refused, since they may point anywhere. */
final class PackFolder {
    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 64L << 20;

    private final Path folder;
    private final Map<String, byte[]> files = new TreeMap<>();
    private long bytes;

    PackFolder(Path folder) {
        this.folder = folder;
    }

    Map<String, byte[]> read() {
        if (!Files.isDirectory(folder)) {
            throw new BadInput("there is no pack folder \"" + folder + "\"", "name a folder that holds a pack.yaml");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) found::iterator) {
                add(path);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path path) throws IOException {
        if (!path.equals(folder) && Files.isSymbolicLink(path)) {
            throw new BadInput("the pack holds the symbolic link \"" + path + "\"", "replace it by the file itself");
        }
        if (Files.isDirectory(path)) {
            return;
        }
        bytes += Files.size(path);
        if (bytes > MOST_BYTES || files.size() >= MOST_FILES) {
            throw new BadInput(
                    "the pack \"" + folder + "\" is larger than " + MOST_FILES + " files or 64 MB",
                    "leave large data out of it");
        }
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
    }
}
