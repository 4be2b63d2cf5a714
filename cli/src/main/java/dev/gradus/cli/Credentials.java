package dev.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tokens of this user, one for each server, in a file that nobody else may read.
 *
 * <pre>{@code
 * Credentials.ofUser().put("http://127.0.0.1:8080", token);
 * }</pre>
 *
 * @param file JSON, the token by the server's URL
 */
record Credentials(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Credentials ofUser() {
        return new Credentials(StateFolder.path().resolve("credentials.json"));
    }

    /** The token for the server at {@code url}. */
    Optional<String> token(String url) {
        return Optional.ofNullable(read().get(key(url)));
    }

    /** Keeps a token in place of an older one for the same server. */
    void put(String url, String token) {
        SortedMap<String, String> tokens = read();
        tokens.put(key(url), token);
        write(tokens);
    }

    /** Forgets the token for a server. */
    void remove(String url) {
        SortedMap<String, String> tokens = read();
        tokens.remove(key(url));
        write(tokens);
    }

    private static String key(String url) {
        return url.replaceFirst("/+$", "");
    }

    private SortedMap<String, String> read() {
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, String>>() {});
        } catch (NoSuchFileException none) {
            return new TreeMap<>();
        } catch (JsonProcessingException damaged) {
            throw CliProblem.mistake(
                    "\"" + file + "\" does not hold one token for each server", "delete it and log in again.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whole or not at all, and private from the first byte. */
    private void write(SortedMap<String, String> tokens) {
        try {
            Path part = PrivateFile.create(file.resolveSibling(file.getFileName() + ".part"));
            Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tokens));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
