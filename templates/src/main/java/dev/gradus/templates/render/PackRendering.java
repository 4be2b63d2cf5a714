package dev.gradus.templates.render;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.Stage;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.pack.Change;
import dev.gradus.templates.pack.Manifest;
import dev.gradus.templates.pack.Overlay;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Glob;
import dev.gradus.templates.tree.LineEndings;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.OutputPaths;
import dev.gradus.templates.tree.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** One pack being rendered in this process. */
final class PackRendering {
    private static final String SUFFIX = ".ftl";

    private final Pack pack;
    private final Manifest manifest;
    private final Expressions expressions;

    PackRendering(Pack pack) {
        this.pack = pack;
        this.manifest = pack.manifest();
        this.expressions = new Expressions(pack.files());
    }

    Map<String, Object> complete(Map<String, Object> answers) {
        return new AnswerSheet(pack, expressions).complete(answers);
    }

    Render render(Stage stage, Map<String, Object> given) {
        Map<String, Object> answers = complete(given);
        Placed placed = new Placed(variables(answers, stage));
        manifest.overlays().stream()
                .filter(overlay -> !overlay.stage().isAbove(stage))
                .forEach(placed::add);
        OutputPaths.check(placed.files.keySet());
        FileTree tree = FileTree.of(placed.files);
        return new Render(pack, stage, answers, LineEndings.of(tree).stored(tree), placed.placements);
    }

    private Map<String, Object> variables(Map<String, Object> answers, Stage stage) {
        Map<String, Object> variables = new LinkedHashMap<>(answers);
        variables.put("stage", stage.key());
        Map<String, Object> at = new LinkedHashMap<>();
        for (Stage one : Stage.values()) {
            at.put(one.key(), !one.isAbove(stage));
        }
        variables.put("at", at);
        manifest.derived()
                .forEach((name, template) ->
                        variables.put(name, expressions.evaluate("derived." + name, template, variables)));
        return variables;
    }

    /** The files so far, lowest stage first. */
    private final class Placed {
        private final SortedMap<String, TreeFile> files = new TreeMap<>();
        private final SortedMap<String, Placement> placements = new TreeMap<>();
        private final Map<String, Object> variables;
        private final Map<String, String> placeholders = new LinkedHashMap<>();

        Placed(Map<String, Object> variables) {
            this.variables = variables;
            manifest.placeholders()
                    .forEach((placeholder, template) -> placeholders.put(
                            placeholder, expressions.evaluate("paths." + placeholder, template, variables)));
        }

        void add(Overlay overlay) {
            manifest.removals().stream()
                    .filter(removal -> removal.stage() == overlay.stage())
                    .forEach(removal -> remove(removal.path()));
            manifest.moves().stream()
                    .filter(move -> move.stage() == overlay.stage())
                    .forEach(this::move);
            String folder = overlay.stage().key();
            pack.files().under(folder).forEach((path, bytes) -> {
                if (path.endsWith(SUFFIX)) {
                    String text = expressions.render(folder + "/" + path, variables);
                    String target = path.substring(0, path.length() - SUFFIX.length());
                    put(overlay.stage(), target, text.getBytes(StandardCharsets.UTF_8));
                } else {
                    put(overlay.stage(), path, bytes);
                }
            });
            overlay.includes().forEach(include -> include(overlay.stage(), include));
        }

        private void remove(Glob glob) {
            files.keySet().removeIf(glob::matches);
            placements.keySet().removeIf(glob::matches);
        }

        private void move(Change.Move move) {
            for (String path : List.copyOf(files.keySet())) {
                move.target(path).ifPresent(target -> {
                    TreeFile file = Objects.requireNonNull(files.remove(path));
                    Placement placement = Objects.requireNonNull(placements.remove(path));
                    Strategy strategy = strategy(target, file.bytes());
                    files.put(target, file.withMode(mode(target)));
                    placements.put(target, new Placement(placement.layer(), strategy));
                });
            }
        }

        private Mode mode(String path) {
            return Glob.any(manifest.executable(), path) ? Mode.EXECUTABLE : Mode.FILE;
        }

        private void include(Stage layer, Overlay.Include include) {
            SortedMap<String, byte[]> found = pack.files().under(include.from());
            if (found.isEmpty()) {
                throw new BadInput(
                        "stage \"" + layer.key() + "\" of pack \"" + pack.name() + "\" includes \"" + include.from()
                                + "\", which holds no file",
                        "correct the path; it counts from the pack's folder");
            }
            found.forEach((path, bytes) -> put(layer, include.to() + "/" + path, bytes));
        }

        private void put(Stage layer, String template, byte[] bytes) {
            String path = template;
            for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
                path = path.replace(placeholder.getKey(), placeholder.getValue());
            }
            if (OutputPaths.folded(path).equals(Lock.PATH)
                    || files.putIfAbsent(path, new TreeFile(mode(path), Content.of(bytes))) != null) {
                throw new BadInput(
                        "stage \"" + layer.key() + "\" of pack \"" + pack.name() + "\" writes \"" + path
                                + "\", which is written already",
                        "keep a file in the stage that introduces it, with conditions on the stage in it");
            }
            placements.put(path, new Placement(layer, strategy(path, bytes)));
        }

        private Strategy strategy(String path, byte[] bytes) {
            if (Glob.any(manifest.user(), path)) {
                return Strategy.USER;
            }
            if (isBinary(bytes)) {
                return Strategy.BINARY;
            }
            if (path.endsWith(".yaml") || path.endsWith(".yml")) {
                return Strategy.YAML;
            }
            return path.equals("pom.xml") || path.endsWith("/pom.xml") ? Strategy.XML : Strategy.TEXT;
        }
    }

    /** As git tells: a zero byte near the start. */
    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 8000); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
