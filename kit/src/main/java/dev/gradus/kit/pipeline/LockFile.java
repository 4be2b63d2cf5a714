package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code dvc.lock}: what each stage read and wrote when it last ran, in DVC's schema 2.0.
 *
 * <pre>{@code
 * LockFile lock = LockFile.read(Path.of("."));
 * lock.stage("train").map(entry -> entry.path("cmd").asText());
 * lock.record("train", entry);   // the file is replaced at once, never half written
 * }</pre>
 */
final class LockFile {

    static final String NAME = "dvc.lock";

    private final Path file;
    private final ObjectNode stages;

    private LockFile(Path file, ObjectNode stages) {
        this.file = file;
        this.stages = stages;
    }

    static LockFile read(Path project) {
        Path file = project.resolve(NAME);
        if (!Files.exists(file)) {
            return new LockFile(file, JsonNodeFactory.instance.objectNode());
        }
        JsonNode tree = Params.readTree(file, NAME);
        if (!tree.path("schema").asText().equals("2.0") || !(tree.get("stages") instanceof ObjectNode stages)) {
            throw new BadInput(
                    NAME + " is not a lock file of schema 2.0",
                    "take it back from git, or delete it and run the whole pipeline again");
        }
        return new LockFile(file, stages);
    }

    Optional<JsonNode> stage(String name) {
        return Optional.ofNullable(stages.get(name));
    }

    /** Puts a stage's entry in place. A kill before, during or after leaves the old file or the new one. */
    void record(String name, ObjectNode entry) {
        stages.set(name, entry);
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("schema", "2.0");
        tree.set("stages", stages);
        byte[] yaml = YamlText.write(tree).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(yaml));
    }
}
