package dev.gradus.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's program, which comes with this one.
 *
 * @param jar in the checkout, or in the unpacked distribution
 */
record ServerProgram(Path jar) {
    private static final List<String> PLACES =
            List.of("platform-api/target/quarkus-app/quarkus-run.jar", "platform/quarkus-run.jar");

    /** Heap, code and buffers within half a gigabyte; a server without memory ends rather than limps. */
    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-Xss512k",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError");

    static ServerProgram find() {
        String home = System.getenv("GRADUS_HOME");
        if (home == null) {
            throw CliProblem.mistake(
                    "the server's program was not found, since GRADUS_HOME is not set",
                    "start Gradus by its launcher.");
        }
        return PLACES.stream()
                .map(place -> Path.of(home, place))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(ServerProgram::new)
                .orElseThrow(() -> CliProblem.outside(
                        "the server's program is missing from " + home, "check the installation.", null));
    }

    /** The command line of the server, with what follows the jar. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
