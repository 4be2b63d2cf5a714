package dev.gradus.maturity.collect.operate;

import dev.gradus.maturity.collect.operate.Definition.Kind;
import dev.gradus.maturity.collect.operate.Definition.Missing;
import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads every definition of an environment that a tree holds. */
final class Definitions {

    private static final Pattern OTHER_TREES = Pattern.compile("(^|.*/)(src/test|tests?|node_modules|\\.terraform)/.*");
    private static final Pattern COMPOSE = Pattern.compile("(.*/)?(docker-)?compose[\\w.-]*\\.ya?ml");
    private static final Pattern BLOCK = Pattern.compile("^\\s*(resource|module)\\s+\"");
    private static final Pattern LOCAL_SOURCE = Pattern.compile("^\\s*source\\s*=\\s*\"(\\.{1,2}/[^\"]+)\"");

    private final TreeText texts;

    private Definitions(TreeText texts) {
        this.texts = texts;
    }

    static List<Definition> of(TreeText texts) {
        Definitions definitions = new Definitions(texts);
        return Stream.of(
                        new Kustomizations(texts).all(),
                        definitions.named("Chart.yaml", definitions::chart),
                        definitions.terraform(),
                        definitions.paths(COMPOSE).flatMap(path -> definitions.compose(path).stream()),
                        definitions.named("cdk.json", definitions::cdk))
                .flatMap(found -> found)
                .filter(definition -> !OTHER_TREES.matcher(definition.path()).matches())
                .toList();
    }

    /** The manifests that a place holds, a file or a folder. */
    static Definition manifests(TreeText texts, String place) {
        Set<String> files = texts.paths(path -> path.equals(place) || path.startsWith(place + "/"))
                .filter(path -> Manifests.objects(texts, path) > 0)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        int resources =
                files.stream().mapToInt(path -> Manifests.objects(texts, path)).sum();
        String path = files.isEmpty() ? place : files.iterator().next();
        return new Definition(Kind.MANIFESTS, place, path, files, resources, List.of());
    }

    private Stream<Definition> named(String name, Function<String, Definition> read) {
        return texts.paths(path -> TreeText.fileName(path).equals(name)).map(read);
    }

    private Stream<String> paths(Pattern wanted) {
        return texts.paths(path -> wanted.matcher(path).matches());
    }

    private Definition chart(String path) {
        String templates = Paths.join(TreeText.folder(path), "templates/");
        Set<String> files = texts.paths(each -> each.startsWith(templates + "/"))
                .filter(each -> texts.of(each).orElse("").contains("kind:"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        int resources = files.size();
        files.add(path);
        return new Definition(Kind.HELM, TreeText.folder(path), path, files, resources, List.of());
    }

    private Stream<Definition> terraform() {
        Map<String, Set<String>> folders = new LinkedHashMap<>();
        texts.paths(path -> path.endsWith(".tf"))
                .forEach(path -> folders.computeIfAbsent(TreeText.folder(path), folder -> new LinkedHashSet<>())
                        .add(path));
        return folders.entrySet().stream().map(folder -> terraform(folder.getKey(), folder.getValue()));
    }

    private Definition terraform(String folder, Set<String> files) {
        int resources = 0;
        List<Missing> missing = new ArrayList<>();
        for (String path : files) {
            List<String> lines = texts.lines(path);
            for (int i = 0; i < lines.size(); i++) {
                resources += BLOCK.matcher(lines.get(i)).find() ? 1 : 0;
                Matcher source = LOCAL_SOURCE.matcher(lines.get(i));
                if (source.find() && !texts.knows(Paths.join(folder, source.group(1)))) {
                    missing.add(new Missing(Paths.join(folder, source.group(1)), path, i + 1));
                }
            }
        }
        return new Definition(Kind.TERRAFORM, folder, files.iterator().next(), files, resources, missing);
    }

    private Optional<Definition> compose(String path) {
        return texts.of(path)
                .flatMap(YamlNode::parse)
                .flatMap(root -> root.get("services"))
                .map(services -> {
                    List<Missing> missing = services.entries().values().stream()
                            .flatMap(service -> service.get("build").stream())
                            .filter(build -> !texts.knows(context(path, build)))
                            .map(build -> new Missing(context(path, build), path, build.line()))
                            .toList();
                    int resources = services.entries().size();
                    return new Definition(Kind.COMPOSE, path, path, Set.of(path), resources, missing);
                });
    }

    private static String context(String path, YamlNode build) {
        String named = build.text().isEmpty() ? build.text("context") : build.text();
        return Paths.join(TreeText.folder(path), named);
    }

    private Definition cdk(String path) {
        Set<String> files = texts.paths(each -> each.matches(".*\\.(py|java|ts|js)"))
                .filter(each -> texts.of(each)
                        .filter(text -> text.contains("aws_cdk")
                                || text.contains("aws-cdk-lib")
                                || text.contains("software.amazon.awscdk"))
                        .isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        int resources = files.size();
        files.add(path);
        return new Definition(Kind.CDK, TreeText.folder(path), path, files, resources, List.of());
    }
}
