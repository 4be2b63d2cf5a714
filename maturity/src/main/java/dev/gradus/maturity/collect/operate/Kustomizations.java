package dev.gradus.maturity.collect.operate;

import dev.gradus.maturity.collect.operate.Definition.Kind;
import dev.gradus.maturity.collect.operate.Definition.Missing;
import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kustomizations of a tree, each with all that it takes in. */
final class Kustomizations {

    private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final List<String> TAKES_IN = List.of(
            "resources",
            "bases",
            "components",
            "crds",
            "configurations",
            "transformers",
            "generators",
            "patchesStrategicMerge");
    private static final List<String> WITH_PATH = List.of("patches", "patchesJson6902", "replacements");

    private static final List<String> GENERATORS = List.of("configMapGenerator", "secretGenerator");

    private final TreeText texts;

    Kustomizations(TreeText texts) {
        this.texts = texts;
    }

    Stream<Definition> all() {
        return texts.paths(path -> NAMES.contains(TreeText.fileName(path))).map(this::read);
    }

    private Definition read(String path) {
        Set<String> files = new LinkedHashSet<>();
        List<Missing> missing = new ArrayList<>();
        int resources = gather(path, files, missing, new HashSet<>());
        return new Definition(Kind.KUSTOMIZE, TreeText.folder(path), path, files, resources, List.copyOf(missing));
    }

    /** Returns how many objects it defines. */
    private int gather(String path, Set<String> files, List<Missing> missing, Set<String> seen) {
        if (!seen.add(path)) {
            return 0;
        }
        files.add(path);
        int resources = 0;
        for (YamlNode named : named(path)) {
            // A generated map names its files as key=file, or by the file alone.
            String name = named.text().substring(named.text().indexOf('=') + 1);
            String target = Paths.join(TreeText.folder(path), name);
            Optional<String> inner = kustomization(target);
            if (inner.isPresent()) {
                resources += gather(inner.get(), files, missing, seen);
            } else if (texts.has(target)) {
                files.add(target);
                resources += Manifests.objects(texts, target);
            } else if (!isRemote(named.text())) {
                missing.add(new Missing(target, path, named.line()));
            }
        }
        return resources;
    }

    private Optional<String> kustomization(String folder) {
        return NAMES.stream()
                .map(name -> Paths.join(folder, name))
                .filter(texts::has)
                .findFirst();
    }

    private List<YamlNode> named(String path) {
        List<YamlNode> named = new ArrayList<>();
        texts.of(path).flatMap(YamlNode::parse).ifPresent(root -> {
            TAKES_IN.forEach(
                    key -> items(root, key).filter(item -> !isInline(item)).forEach(named::add));
            WITH_PATH.forEach(key ->
                    items(root, key).flatMap(item -> item.get("path").stream()).forEach(named::add));
            GENERATORS.forEach(
                    key -> items(root, key).flatMap(map -> items(map, "files")).forEach(named::add));
        });
        return named.stream().filter(node -> !node.text().isBlank()).toList();
    }

    private static Stream<YamlNode> items(YamlNode root, String key) {
        return root.get(key).map(YamlNode::items).orElse(List.of()).stream();
    }

    private static boolean isInline(YamlNode item) {
        return item.text().contains("\n") || item.text().contains(": ");
    }

    private static boolean isRemote(String name) {
        return name.contains("://") || name.contains("?ref=") || name.matches("(git@|[\\w-]+\\.[a-z]{2,}/).*");
    }
}
