package dev.gradus.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that hold what nobody else may read. */
public final class Folders {
    private Folders() {}

    /** Makes a folder that its owner alone may enter. */
    static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** Gives a finished folder its name, so that it is there whole or not at all, also after the power fails. */
    public static void finish(Path part, Path folder) throws IOException {
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(folder.resolveSibling("."), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    /** Deletes a file, or a folder with all that is in it. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
