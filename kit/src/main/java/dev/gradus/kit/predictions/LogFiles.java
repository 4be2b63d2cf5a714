package dev.gradus.kit.predictions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.predictions.Segment.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads what a {@link PredictionLog} wrote, in constant memory, while it may still be written to.
 *
 * <pre>{@code
 * LogFiles files = new LogFiles(Path.of("build/predictions"));
 * files.predictions(prediction -> …);
 * }</pre>
 *
 * @param folder of one server's log, or of several
 */
public record LogFiles(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every prediction, the oldest file first. */
    public void predictions(Consumer<LoggedPrediction> each) {
        rows(Kind.PREDICTIONS, row -> each.accept(LoggedPrediction.of(row)));
    }

    /** The labels by the ids of their predictions; the one told last counts. */
    public Map<String, Label> labels() {
        Map<String, Label> labels = new HashMap<>();
        rows(Kind.LABELS, row -> {
            Label label = Label.of(row);
            labels.merge(label.id(), label, (first, second) -> second.time().isBefore(first.time()) ? first : second);
        });
        return labels;
    }

    private void rows(Kind kind, Consumer<JsonNode> each) {
        try {
            for (Segment segment : SegmentWriter.segments(folder, kind)) {
                rows(segment.file(folder, kind), each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log in " + folder, e);
        }
    }

    /** A last line without an end was being written when its server died, or is being written now: nobody was told of it. */
    private static void rows(Path file, Consumer<JsonNode> each) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int number = 1;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    each.accept(json(file, number++, line.toByteArray()));
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
    }

    private static JsonNode json(Path file, int line, byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadInput(
                    "line %d of %s is not JSON".formatted(line, file),
                    "restore the file, or take it out of the folder");
        }
    }
}
