package dev.gradus.kit.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code build/java.args}, by which stages start Java with the class path of this process, without asking Maven
 * once per stage: {@code java @build/java.args com.example.rides.Train}. It works from {@code dvc repro} just as well.
 */
final class JavaArguments {

    private JavaArguments() {}

    static void write(Path project, String classPath) {
        Path file = project.resolve("build").resolve("java.args");
        try {
            Files.createDirectories(file.getParent());
            // In such a file a backslash escapes, also between quotes.
            Files.writeString(file, "-cp\n\"" + classPath.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
