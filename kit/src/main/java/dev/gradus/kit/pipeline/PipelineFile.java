package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads {@code dvc.yaml} as DVC 3 does. What this runner cannot honour is refused with the key's name rather than ignored:
 * {@code foreach}, {@code matrix}, {@code vars}, {@code datasets}, URLs and other pipelines' outputs.
 *
 * <pre>{@code
 * List<Stage> stages = PipelineFile.read(Path.of("."));
 * }</pre>
 */
final class PipelineFile {

    static final String NAME = "dvc.yaml";
    private static final Set<String> TOP = Set.of("stages", "metrics", "plots", "params", "artifacts");
    private static final Set<String> STAGE = Set.of(
            "cmd", "wdir", "deps", "params", "outs", "metrics", "plots", "frozen", "always_changed", "desc", "meta");

    private final Path project;
    private final Params params;

    private PipelineFile(Path project) {
        this.project = project;
        this.params = Params.read(project.resolve("params.yaml"), "params.yaml");
    }

    static List<Stage> read(Path project) {
        if (!Files.isRegularFile(project.resolve(NAME))) {
            throw new BadInput("there is no " + NAME + " in " + project, "run this from the project's root folder");
        }
        JsonNode tree = Params.readTree(project.resolve(NAME), NAME);
        known(tree, TOP, NAME);
        PipelineFile file = new PipelineFile(project);
        List<Stage> stages = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : tree.path("stages").properties()) {
            stages.add(file.stage(entry.getKey(), entry.getValue()));
        }
        if (stages.isEmpty()) {
            throw new BadInput(NAME + " has no stages", "add at least one under \"stages:\"");
        }
        return stages;
    }

    private Stage stage(String name, JsonNode node) {
        String user = "stage \"" + name + "\"";
        known(node, STAGE, user);
        String wdir = node.has("wdir")
                ? inside(".", params.interpolate(node.get("wdir").asText(), user), user)
                : ".";
        return new Stage(
                name,
                commands(node.path("cmd"), user),
                node.path("cmd").isArray(),
                wdir,
                deps(node.path("deps"), wdir, user),
                parameters(node.path("params"), user),
                outs(node, wdir, user),
                node.path("frozen").asBoolean(),
                node.path("always_changed").asBoolean());
    }

    private List<String> commands(JsonNode cmd, String user) {
        List<String> commands = new ArrayList<>();
        if (cmd.isTextual()) {
            commands.add(cmd.asText());
        }
        cmd.forEach(line -> commands.add(line.asText()));
        commands.removeIf(String::isBlank);
        if (commands.isEmpty()) {
            throw new BadInput(user + " has no cmd", "give it a command, or take the stage out");
        }
        return commands.stream().map(line -> params.interpolate(line, user)).toList();
    }

    private List<String> deps(JsonNode deps, String wdir, String user) {
        List<String> paths = new ArrayList<>();
        for (JsonNode dep : deps) {
            if (!dep.isTextual()) {
                throw new BadInput(user + " has a dep that is no path: " + dep, "write deps as plain paths");
            }
            paths.add(inside(wdir, params.interpolate(dep.asText(), user), user));
        }
        return paths.stream().sorted().toList();
    }

    private SortedMap<String, List<String>> parameters(JsonNode entries, String user) {
        SortedMap<String, List<String>> byFile = new TreeMap<>();
        for (JsonNode entry : entries) {
            if (entry.isTextual()) {
                add(byFile, "params.yaml", params.interpolate(entry.asText(), user));
            }
            for (Map.Entry<String, JsonNode> file : entry.properties()) {
                if (!file.getValue().isArray() || file.getValue().isEmpty()) {
                    throw new BadInput(
                            user + " takes the whole file " + file.getKey() + " as parameters",
                            "list the keys it reads, or name the file under deps");
                }
                file.getValue().forEach(key -> add(byFile, file.getKey(), key.asText()));
            }
        }
        return byFile;
    }

    private static void add(SortedMap<String, List<String>> byFile, String file, String key) {
        List<String> keys = byFile.computeIfAbsent(file, name -> new ArrayList<>());
        if (!keys.contains(key)) {
            keys.add(key);
            keys.sort(Comparator.naturalOrder());
        }
    }

    private List<Stage.Out> outs(JsonNode node, String wdir, String user) {
        List<Stage.Out> outs = new ArrayList<>();
        for (String kind : List.of("outs", "metrics", "plots")) {
            for (JsonNode out : node.path(kind)) {
                boolean plain = out.isTextual();
                String path = plain ? out.asText() : out.fieldNames().next();
                boolean persist =
                        !plain && out.elements().next().path("persist").asBoolean();
                outs.add(new Stage.Out(inside(wdir, params.interpolate(path, user), user), persist));
            }
        }
        return outs.stream().sorted(Comparator.comparing(Stage.Out::path)).toList();
    }

    /** A stage may delete its outs, so none of its paths may lead outside the project. */
    private String inside(String wdir, String path, String user) {
        Path resolved = project.resolve(wdir).resolve(path).normalize();
        boolean url = path.contains("://");
        if (url || Path.of(path).isAbsolute() || !resolved.startsWith(project.normalize())) {
            throw new BadInput(
                    user + " names \"" + path + "\", which is not a path inside the project",
                    "copy it into the project in a stage of its own");
        }
        return path;
    }

    private static void known(JsonNode node, Set<String> keys, String user) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new BadInput(
                        user + " uses \"" + key + "\", which this runner does not support",
                        "write plain stages, or run the pipeline by \"dvc repro\"");
            }
        });
    }
}
