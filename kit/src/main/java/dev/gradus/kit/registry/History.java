package dev.gradus.kit.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's {@code history.jsonl}: what was done, by whom, in order; lines are only ever added.
 *
 * <pre>{@code
 * {"time":"2026-11-23T10:00:00Z","action":"register","version":"3","alias":null,"actor":"ann"}
 * {"time":"2026-11-23T10:00:00Z","action":"alias","version":"3","alias":"champion","actor":"ann"}
 * }</pre>
 */
final class History {

    static final String REGISTER = "register";
    static final String ALIAS = "alias";
    static final String ROLLBACK = "rollback";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Clock clock;

    History(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    void add(String action, String version, @Nullable String alias) throws IOException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("action", action);
        line.put("version", version);
        line.put("alias", alias);
        line.put("actor", System.getProperty("user.name", "unknown"));
        byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            // A writer that was killed in the middle of a line left a piece of it, which says nothing: cut it off.
            out.setLength(wholeLines());
            out.seek(out.length());
            out.write(bytes);
            out.getFD().sync();
        }
    }

    private long wholeLines() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    boolean holdsVersion(String version) throws IOException {
        return lines().stream()
                .anyMatch(line -> line.path("action").asText().equals(REGISTER)
                        && line.path("version").asText().equals(version));
    }

    /** The versions an alias has pointed at, the present one first; what was rolled back is gone from it. */
    Deque<String> past(String alias) throws IOException {
        Deque<String> past = new ArrayDeque<>();
        for (JsonNode line : lines()) {
            boolean about = line.path("alias").asText().equals(alias);
            if (about && line.path("action").asText().equals(ALIAS)) {
                past.push(line.path("version").asText());
            } else if (about && line.path("action").asText().equals(ROLLBACK)) {
                past.poll();
            }
        }
        return past;
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(file)) {
            String whole =
                    new String(Files.readAllBytes(file), 0, Math.toIntExact(wholeLines()), StandardCharsets.UTF_8);
            for (String line : whole.lines().toList()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }
}
