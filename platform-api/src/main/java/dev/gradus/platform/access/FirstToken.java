package dev.gradus.platform.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Tells the first token to whoever started the server: on standard output, or, where that is a log, by the private file that {@code
 * GRADUS_FIRST_TOKEN_FILE} names.
 */
final class FirstToken {
    private FirstToken() {}

    static void tell(String secret) {
        String file = System.getenv().getOrDefault("GRADUS_FIRST_TOKEN_FILE", "");
        if (file.isBlank()) {
            System.out.println("admin token: " + secret);
        } else {
            write(Path.of(file), secret);
        }
    }

    private static void write(Path file, String secret) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, secret);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("the first token can not be handed over by \"" + file + "\"", failure);
        }
    }
}
