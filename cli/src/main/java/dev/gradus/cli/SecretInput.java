package dev.gradus.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a secret: typed without being shown on a terminal, else one line of standard input. */
final class SecretInput {
    private final Console console;

    SecretInput(Console console) {
        this.console = console;
    }

    String read(String what) {
        return Optional.ofNullable(console.canAsk() ? typed(what) : line())
                .filter(secret -> !secret.isBlank())
                .orElseThrow(() -> CliProblem.mistake(
                        "no " + what + " was given", "type it, or send it as one line of standard input."));
    }

    /** Java 17 has no console when its output goes elsewhere. */
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable String typed(String what) {
        java.io.Console terminal = System.console();
        if (terminal == null) {
            return line();
        }
        char[] secret = terminal.readPassword("%s: ", what);
        return secret == null ? null : new String(secret);
    }

    private static @Nullable String line() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
