package dev.gradus.templates.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.templates.BadInput;
import dev.gradus.templates.Nearest;
import dev.gradus.templates.Stage;
import dev.gradus.templates.tree.Glob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code pack.yaml}; what it does not know it refuses, since a slip would otherwise drop a rule in silence. */
final class ManifestReader {
    private static final List<String> KEYS = List.of(
            "name",
            "version",
            "title",
            "description",
            "answers",
            "derived",
            "paths",
            "stages",
            "executable",
            "user",
            "moves",
            "removes",
            "migrations");

    private final String place;

    ManifestReader(String place) {
        this.place = place;
    }

    Manifest read(byte[] yaml) {
        JsonNode root = parse(yaml);
        requireKnown(root, KEYS, "");
        String name = text(root, "name");
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw refused("\"name: " + name + "\" is no pack name", "use lower-case words joined by hyphens");
        }
        String version = text(root, "version");
        if (!version.matches("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?")) {
            throw refused("\"version: " + version + "\" is no version", "write three numbers, as in 1.0.0");
        }
        return new Manifest(
                name,
                version,
                text(root, "title"),
                root.path("description").asText(""),
                answers(root),
                texts(root, "derived"),
                texts(root, "paths"),
                overlays(root),
                globs(root, "executable"),
                globs(root, "user"),
                list(root, "moves", this::move),
                list(root, "removes", this::removal),
                list(root, "migrations", this::migration));
    }

    private JsonNode parse(byte[] yaml) {
        try {
            YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build());
            JsonNode root = mapper.readTree(yaml);
            if (root == null || !root.isObject()) {
                throw refused("it holds no mapping", "see the reference page on packs");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw refused("it is not YAML: " + e.getOriginalMessage(), "correct its syntax");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answers(JsonNode root) {
        JsonNode answers = root.path("answers");
        if (!answers.path("properties").isObject()) {
            throw refused(
                    "\"answers\" is no JSON Schema with properties", "describe each answer under answers.properties");
        }
        return answers;
    }

    private List<Overlay> overlays(JsonNode root) {
        List<Overlay> overlays = list(root, "stages", this::overlay);
        if (overlays.isEmpty()) {
            throw refused("it has no stages", "name at least one under \"stages\"");
        }
        for (int i = 1; i < overlays.size(); i++) {
            if (!overlays.get(i).stage().isAbove(overlays.get(i - 1).stage())) {
                throw refused(
                        "stage \"" + overlays.get(i).stage().key() + "\" stands behind \""
                                + overlays.get(i - 1).stage().key() + "\"",
                        "list the stages from the lowest up, each once");
            }
        }
        return overlays;
    }

    private Overlay overlay(JsonNode node) {
        requireKnown(node, List.of("name", "include"), "stages.");
        return new Overlay(Stage.named(text(node, "name")), list(node, "include", include -> {
            requireKnown(include, List.of("from", "to"), "include.");
            return new Overlay.Include(text(include, "from"), text(include, "to"));
        }));
    }

    private Change.Move move(JsonNode node) {
        requireKnown(node, List.of("stage", "from", "to"), "moves.");
        return new Change.Move(Stage.named(text(node, "stage")), text(node, "from"), text(node, "to"));
    }

    private Change.Removal removal(JsonNode node) {
        requireKnown(node, List.of("stage", "path"), "removes.");
        return new Change.Removal(Stage.named(text(node, "stage")), Glob.of(text(node, "path")));
    }

    private Migration migration(JsonNode node) {
        if (node.has("renameAnswer")) {
            JsonNode rename = node.path("renameAnswer");
            return new Migration.RenameAnswer(text(rename, "from"), text(rename, "to"));
        }
        if (node.has("dropAnswer")) {
            return new Migration.DropAnswer(text(node, "dropAnswer"));
        }
        throw refused("it holds the unknown migration " + node, "use renameAnswer or dropAnswer");
    }

    private List<Glob> globs(JsonNode root, String key) {
        return list(root, key, node -> Glob.of(node.asText()));
    }

    private Map<String, String> texts(JsonNode root, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        root.path(key)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private <T> List<T> list(JsonNode root, String key, Function<JsonNode, T> reader) {
        JsonNode nodes = root.path(key);
        if (!nodes.isMissingNode() && !nodes.isNull() && !nodes.isArray()) {
            throw refused("\"" + key + "\" is no list", "write each entry behind a hyphen");
        }
        List<T> list = new ArrayList<>();
        nodes.forEach(node -> list.add(reader.apply(node)));
        return List.copyOf(list);
    }

    private String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isValueNode() || value.asText().isBlank()) {
            throw refused("it lacks \"" + key + "\"", "add it; see the reference page on packs");
        }
        return value.asText();
    }

    private void requireKnown(JsonNode node, List<String> known, String prefix) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw refused("it holds the unknown key \"" + prefix + key + "\"", Nearest.remedy(key, known));
            }
        });
    }

    private BadInput refused(String problem, String remedy) {
        return new BadInput(place + " cannot be used: " + problem, remedy);
    }
}
