package dev.gradus.templates.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How files come onto the disk; tests put a full one in its place. */
@FunctionalInterface
interface Disk {
    Disk REAL = (path, bytes) -> Files.write(path, bytes, StandardOpenOption.CREATE_NEW);

    void write(Path path, byte[] bytes) throws IOException;
}
