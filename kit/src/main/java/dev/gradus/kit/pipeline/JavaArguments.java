package dev.gradus.kit.pipeline;

import dev.gradus.kit.data.AtomicFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file {@code build/java.args}, by which stages start Java as this process was started, with its options and its class path,
 * and without asking Maven once per stage: {@code java @build/java.args com.example.rides.Train}. It works from {@code dvc repro} just as well.
 */
final class JavaArguments {

    private JavaArguments() {}

    /** What this process was started with. */
    static List<String> own() {
        List<String> arguments =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
        return arguments;
    }

    static void write(Path project, List<String> arguments) {
        Path file = project.resolve("build").resolve("java.args");
        // In such a file a backslash escapes, also between quotes.
        String text = arguments.stream()
                .map(argument -> '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                .collect(Collectors.joining());
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
