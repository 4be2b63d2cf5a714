package dev.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Answers in a file, YAML or JSON: one key for each answer. */
final class AnswersFile {
    private AnswersFile() {}

    static Map<String, Object> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CliProblem.mistake("there is no answers file \"" + file + "\"", "check the path given to --answers");
        }
        try {
            Map<String, Object> answers = new ObjectMapper(new YAMLFactory())
                    .readValue(Files.readString(file), new TypeReference<Map<String, Object>>() {});
            return answers == null ? Map.of() : answers;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw CliProblem.mistake(
                    file + ":" + line + " is not a list of \"answer: value\" lines",
                    "write one answer a line, as in \"contract: pre-trip\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
