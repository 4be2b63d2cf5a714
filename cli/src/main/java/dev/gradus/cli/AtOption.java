package dev.gradus.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The instant of an assessment. */
final class AtOption {
    @Option(names = "--at", paramLabel = "INSTANT", description = "Assess as of that instant (RFC 3339). Default: now.")
    private @Nullable String at;

    Instant instant() {
        if (at == null) {
            return Instant.now();
        }
        try {
            return Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw CliProblem.mistake("\"" + at + "\" is no instant", "write it as in 2026-11-23T10:00:00Z.");
        }
    }
}
