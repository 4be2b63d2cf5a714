package dev.gradus.templates.pack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.templates.BadInput;
import dev.gradus.templates.Nearest;
import dev.gradus.templates.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A family of stage overlays.
 *
 * <pre>{@code
 * Pack pack = Packs.builtIn().named("taxi-duration");
 * pack.stages();    // [ADHOC, MANAGED]
 * pack.questions(); // name, package, team, contract
 * }</pre>
 *
 * @param builtIn whether the pack came with the program; others are rendered in a process of their own
 */
public record Pack(Manifest manifest, PackFiles files, boolean builtIn) {

    /** A pack held in memory; {@code place} is how messages name it. */
    public static Pack of(String place, Map<String, byte[]> files, boolean builtIn) {
        byte[] yaml = files.get("pack.yaml");
        if (yaml == null) {
            throw new BadInput("\"" + place + "\" holds no pack.yaml", "name the folder that holds it");
        }
        return new Pack(new ManifestReader(place + "/pack.yaml").read(yaml), PackFiles.of(files), builtIn);
    }

    public String name() {
        return manifest.name();
    }

    public String version() {
        return manifest.version();
    }

    /** The stages that a project of this pack can be at, lowest first. */
    public List<Stage> stages() {
        return manifest.overlays().stream().map(Overlay::stage).toList();
    }

    /** The stage of that word, if this pack has it. */
    public Stage stage(String key) {
        Stage stage = Stage.named(key);
        requireStage(stage);
        return stage;
    }

    /** Refuses a stage that this pack has no overlay for. */
    public void requireStage(Stage stage) {
        List<String> keys = stages().stream().map(Stage::key).toList();
        if (!keys.contains(stage.key())) {
            throw new BadInput(
                    "pack \"" + name() + "\" has no stage \"" + stage.key() + "\"", Nearest.remedy(stage.key(), keys));
        }
    }

    /** The lowest stage above the given one. */
    public Optional<Stage> stageAbove(Stage stage) {
        return stages().stream().filter(other -> other.isAbove(stage)).findFirst();
    }

    /** What it asks, in the order of asking. */
    public List<Question> questions() {
        JsonNode schema = manifest.answers();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<Question> questions = new ArrayList<>();
        schema.path("properties")
                .properties()
                .forEach(entry ->
                        questions.add(question(entry.getKey(), entry.getValue(), required.contains(entry.getKey()))));
        return questions;
    }

    private static Question question(String name, JsonNode property, boolean required) {
        List<String> choices = new ArrayList<>();
        property.path("enum").forEach(choice -> choices.add(choice.asText()));
        return new Question(
                name,
                property.path("title").asText(name),
                property.path("description").asText(""),
                property.path("type").asText("string"),
                List.copyOf(choices),
                required,
                scalar(property.path("default")));
    }

    /** The value of a JSON scalar as templates see it. */
    static Optional<Object> scalar(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        return Optional.of(node.isNumber() ? node.numberValue() : node.asText());
    }
}
