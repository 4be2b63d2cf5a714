package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares stages with {@code dvc.lock} and says what changed; makes the entry of a stage that ran. */
final class Change {

    private final Path project;
    private final Map<String, Params> params = new HashMap<>();

    Change(Path project) {
        this.project = project;
    }

    /** Why the stage must run again, such as {@code params training.epochs}; empty when it need not. */
    List<String> reasons(Stage stage, LockFile lock) {
        Optional<JsonNode> locked = lock.stage(stage.name());
        if (stage.runsAlways()) {
            return List.of("it always runs");
        }
        return locked.map(entry -> compare(stage, entry)).orElseGet(() -> List.of("it has not run yet"));
    }

    private List<String> compare(Stage stage, JsonNode locked) {
        List<String> reasons = new ArrayList<>();
        if (!locked.path("cmd").equals(cmd(stage))) {
            reasons.add("cmd");
        }
        compareFiles("deps", stage, stage.deps(), locked, reasons);
        JsonNode values = locked.path("params");
        stage.params()
                .forEach((file, keys) -> keys.forEach(key -> {
                    if (!same(values.path(file).path(key), value(stage, file, key))) {
                        reasons.add("params " + key);
                    }
                }));
        compareFiles("outs", stage, stage.outs().stream().map(Stage.Out::path).toList(), locked, reasons);
        return reasons;
    }

    private void compareFiles(String kind, Stage stage, List<String> paths, JsonNode locked, List<String> reasons) {
        Map<String, JsonNode> entries = new HashMap<>();
        locked.path(kind).forEach(entry -> entries.put(entry.path("path").asText(), entry));
        for (String path : paths) {
            Optional<Content> content = Content.of(project.resolve(stage.fromRoot(path)));
            JsonNode entry = entries.remove(path);
            if (entry == null || content.isEmpty() || !content.get().matches(entry)) {
                reasons.add(kind + " " + path + (content.isEmpty() ? " (gone)" : ""));
            }
        }
        entries.keySet().forEach(path -> reasons.add(kind + " " + path + " (no longer named)"));
    }

    /** What the stage reads, by content: compared before and after it ran, so that an edit meanwhile is not lost. */
    ObjectNode inputs(Stage stage) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.set("cmd", cmd(stage));
        stage.deps().forEach(dep -> entry.withArray("deps")
                .add(content(stage, dep, "needs").entry(dep)));
        if (stage.params().containsKey("params.yaml")) {
            values(stage, "params.yaml", entry.withObject("/params"));
        }
        stage.params().keySet().stream()
                .filter(file -> !file.equals("params.yaml"))
                .forEach(file -> values(stage, file, entry.withObject("/params")));
        return entry;
    }

    /** The whole entry for {@code dvc.lock} of a stage that has just run on these inputs. */
    ObjectNode entry(Stage stage, ObjectNode inputs) {
        ObjectNode entry = inputs.deepCopy();
        stage.outs().forEach(out -> entry.withArray("outs")
                .add(content(stage, out.path(), "did not write").entry(out.path())));
        return entry;
    }

    private void values(Stage stage, String file, ObjectNode params) {
        ObjectNode values = params.putObject(file);
        stage.params().getOrDefault(file, List.of()).forEach(key -> values.set(key, value(stage, file, key)));
    }

    private JsonNode value(Stage stage, String file, String key) {
        return params.computeIfAbsent(file, name -> Params.read(project.resolve(stage.fromRoot(name)), name))
                .get(key, "stage \"" + stage.name() + "\"");
    }

    private Content content(Stage stage, String path, String verb) {
        return Content.of(project.resolve(stage.fromRoot(path)))
                .orElseThrow(() -> new BadInput(
                        "stage \"" + stage.name() + "\" " + verb + " \"" + path
                                + "\", and there is no such file or folder",
                        "correct the path in dvc.yaml, or make the file"));
    }

    /** YAML has one kind of number: 1 and 1.0 are the same parameter. */
    private static boolean same(JsonNode a, JsonNode b) {
        return a.equals(Change::compareLeaves, b);
    }

    private static int compareLeaves(JsonNode a, JsonNode b) {
        boolean equal = (a.isNumber() && b.isNumber()) ? a.doubleValue() == b.doubleValue() : a.equals(b);
        return equal ? 0 : 1;
    }

    private static JsonNode cmd(Stage stage) {
        if (!stage.listed()) {
            return JsonNodeFactory.instance.textNode(stage.cmd().get(0));
        }
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        stage.cmd().forEach(lines::add);
        return lines;
    }
}
