package dev.gradus.maturity.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.maturity.BadInput;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.collect.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a project says of itself.
 *
 * @param stage the stage that it was scaffolded at or promoted to, null where Gradus did not make it
 */
record Identity(String name, @Nullable Stage stage) {

    private static final String PROJECT = ".gradus/project.yaml";
    private static final String LOCK = ".gradus/lock.json";

    /** Reads it from the project's tree; a project that does not say its name goes by the other one. */
    static Identity of(ProjectTree tree, String otherwise) {
        JsonNode name = read(tree, PROJECT, new YAMLMapper()).path("name");
        return new Identity(name.isTextual() && !name.asText().isBlank() ? name.asText() : otherwise, stage(tree));
    }

    private static @Nullable Stage stage(ProjectTree tree) {
        if (!tree.paths().contains(LOCK)) {
            return null;
        }
        JsonNode stage = read(tree, LOCK, new JsonMapper()).path("stage");
        try {
            return Stage.of(stage.asText());
        } catch (BadInput e) {
            throw unreadable(LOCK, e.getMessage());
        }
    }

    private static JsonNode read(ProjectTree tree, String path, ObjectMapper mapper) {
        if (!tree.paths().contains(path)) {
            return mapper.missingNode();
        }
        try {
            return mapper.readTree(tree.bytes(path));
        } catch (JsonProcessingException e) {
            throw unreadable(path, e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static BadInput unreadable(String path, String problem) {
        return new BadInput(
                "%s cannot be read: %s".formatted(path, problem),
                "Maybe: restore it with git checkout from the last commit that had it right.");
    }
}
