package dev.gradus.maturity.collect.operate;

import dev.gradus.maturity.collect.operate.Definition.Kind;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.wiring.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code that environments are made from, and what applies it.
 *
 * <pre>{@code
 * Environments.of(survey).appliedFiles().contains("deploy/base/deployment.yaml")
 * }</pre>
 *
 * @param commands what the project's own commands apply
 * @param applying the same, and what agents in a cluster are told to follow
 */
public record Environments(List<Definition> definitions, List<Applying> commands, List<Applying> applying) {

    private static final Pattern AGENT = Pattern.compile("(?m)^kind:\\s*(Application|ApplicationSet|Kustomization)\\b");
    private static final String FLUX = "kustomize.toolkit.fluxcd.io";

    public static Environments of(Survey survey) {
        TreeText texts = survey.texts();
        Set<Command> unattended = new HashSet<>();
        survey.wiring().led().forEach((command, led) -> {
            if (command.kind() == Command.Kind.CI) {
                unattended.addAll(led.commands());
            }
        });
        List<Applying> commands = survey.wiring().commands().stream()
                .flatMap(command -> Applying.of(command, unattended.contains(command)).stream())
                .toList();
        Stream<Applying> agents = texts.paths(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
                .flatMap(path -> agents(texts, path));
        List<Definition> definitions = new ArrayList<>(Definitions.of(texts));
        commands.stream()
                .filter(each -> each.kind() == Kind.MANIFESTS && each.isOwn())
                .map(Applying::named)
                .distinct()
                .map(place -> Definitions.manifests(texts, place))
                .filter(each -> each.resources() > 0)
                .forEach(definitions::add);
        return new Environments(
                definitions, commands, Stream.concat(commands.stream(), agents).toList());
    }

    /** Every file of a definition that something applies. */
    public Set<String> appliedFiles() {
        return definitions.stream()
                .filter(definition -> applying.stream().anyMatch(each -> each.applies(definition)))
                .flatMap(definition -> definition.files().stream())
                .collect(Collectors.toSet());
    }

    /** What an agent in a cluster is told to follow: Argo CD's applications, Flux's kustomizations. */
    private static Stream<Applying> agents(TreeText texts, String path) {
        String text = texts.of(path).orElse("");
        if (!AGENT.matcher(text).find() || (!text.contains("argoproj.io") && !text.contains(FLUX))) {
            return Stream.empty();
        }
        return YamlNode.documents(text).stream()
                .flatMap(object -> object.get("spec").stream())
                .flatMap(Environments::followed)
                .map(place -> place.replaceFirst("^\\./", "").replaceAll("\\{\\{.*?}}", "*"))
                .flatMap(place ->
                        Stream.of(Kind.KUSTOMIZE, Kind.HELM).map(kind -> new Applying(kind, place, path, 1, true)));
    }

    private static Stream<String> followed(YamlNode spec) {
        Stream<YamlNode> generated = spec.get("template").flatMap(template -> template.get("spec")).stream();
        Stream<YamlNode> sources = Stream.concat(Stream.of(spec), generated)
                .flatMap(each -> Stream.concat(
                        each.get("source").stream(),
                        each.get("sources").map(YamlNode::items).orElse(List.of()).stream()));
        return Stream.concat(Stream.of(spec), sources)
                .map(each -> each.text("path"))
                .filter(place -> !place.isEmpty());
    }
}
