package dev.gradus.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a server on this machine listens. */
final class PortOption {
    private static final int LAST = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of 127.0.0.1 to listen at. Default: GRADUS_PORT, else 8080.")
    private @Nullable Integer port;

    int port() {
        String named = port == null ? System.getenv().getOrDefault("GRADUS_PORT", "8080") : port.toString();
        if (!named.matches("[1-9][0-9]{0,4}") || Integer.parseInt(named) > LAST) {
            throw CliProblem.mistake("\"" + named + "\" is no port", "take one between 1024 and " + LAST + ".");
        }
        return Integer.parseInt(named);
    }

    /** Whether a server at {@code url} is none that was asked for. */
    boolean excludes(String url) {
        return port != null && !url.endsWith(":" + port);
    }
}
