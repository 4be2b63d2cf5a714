package dev.gradus.kit.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.TripFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All decisions about a model, in {@code models/<model>/gate.jsonl}: one line of JSON each, as {@link Decision} describes it,
 * only ever added.
 *
 * <pre>{@code
 * new DecisionLog(Path.of("models/mobility.rides/gate.jsonl")).add(decision);
 * }</pre>
 */
final class DecisionLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    DecisionLog(Path file) {
        this.file = file;
    }

    /** Adds a line, behind a whole one: a writer that was killed may have left a piece, which then says nothing. */
    void add(ObjectNode decision) {
        try {
            Files.createDirectories(
                    Objects.requireNonNull(file.toAbsolutePath().getParent(), "an absolute path of a file"));
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                String before = held.isValid() && endsInTheMiddle(channel) ? "\n" : "";
                byte[] line = (before + JSON.writeValueAsString(decision) + "\n").getBytes(StandardCharsets.UTF_8);
                ByteBuffer bytes = ByteBuffer.wrap(line);
                channel.position(channel.size());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static boolean endsInTheMiddle(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }

    /** The errors by day with which a model was last accepted on these very files. */
    Optional<DayErrors> accepted(String digest, List<TripFile> holdout) {
        Set<String> digests = holdout.stream().map(TripFile::digest).collect(Collectors.toSet());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(DecisionLog::parse)
                    .filter(line -> line.path("digest").asText().equals(digest))
                    .filter(line -> line.path("verdict").asText().equals("ACCEPTED"))
                    .filter(line -> digests(line).equals(digests))
                    .reduce((first, second) -> second)
                    .map(DecisionLog::days);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static Set<String> digests(JsonNode line) {
        return StreamSupport.stream(line.at("/holdout/files").spliterator(), false)
                .map(file -> file.path("digest").asText())
                .collect(Collectors.toSet());
    }

    private static DayErrors days(JsonNode line) {
        DayErrors days = new DayErrors();
        line.path("days")
                .properties()
                .forEach(day -> days.add(
                        LocalDate.parse(day.getKey()),
                        new DayErrors.Day(
                                day.getValue().path("rides").asLong(),
                                day.getValue().path("squares").asDouble())));
        return days;
    }
}
