package dev.gradus.maturity.collect.maven;

import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pom of a tree, with the parent it has in the same tree.
 *
 * <pre>{@code
 * List<String> rules = poms.at("model/pom.xml").orElseThrow().enforcerRules();
 * }</pre>
 */
public final class Pom {

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final int LONGEST_CHAIN = 8;
    private static final Set<String> NOT_RULES = Set.of("skip", "fail", "failFast");

    private final String path;
    private final XmlElement project;
    private final @Nullable Pom parent;

    Pom(String path, XmlElement project, @Nullable Pom parent) {
        this.path = path;
        this.project = project;
        this.parent = parent;
    }

    /**
     * A dependency or plugin as declared.
     *
     * @param name group and artifact id
     * @param version with properties resolved, empty where none is given
     * @param path pom in which the version stands
     * @param line on which the version stands
     */
    public record Declared(String name, String version, String path, int line) {}

    /** An execution of the exec plugin: what it is called and what it runs. */
    public record Execution(String id, List<String> words, int line) {}

    public String path() {
        return path;
    }

    public String folder() {
        return TreeText.folder(path);
    }

    /** Group and artifact id. */
    public String name() {
        String group = project.text("groupId");
        return resolve(
                        group.isEmpty()
                                ? project.at("parent")
                                        .findFirst()
                                        .map(p -> p.text("groupId"))
                                        .orElse("")
                                : group)
                + ":" + resolve(project.text("artifactId"));
    }

    /** Dependencies of the pom, of its dependency management and of its profiles. */
    public List<Declared> dependencies() {
        return sections()
                .flatMap(section -> Stream.concat(
                        section.at("dependencies", "dependency"),
                        section.at("dependencyManagement", "dependencies", "dependency")))
                .map(this::declared)
                .toList();
    }

    /** Plugins and build extensions with their versions. */
    public List<Declared> plugins() {
        return sections()
                .flatMap(section -> section.at("build"))
                .flatMap(build -> Stream.of(
                                build.at("plugins", "plugin"),
                                build.at("pluginManagement", "plugins", "plugin"),
                                build.at("extensions", "extension"))
                        .flatMap(found -> found))
                .map(this::declared)
                .toList();
    }

    /** Names of the enforcer's rules that every build of this pom is held to, its parents' too. */
    public List<String> enforcerRules() {
        if (resolve("${enforcer.skip}").equals("true")
                || resolve("${enforcer.fail}").equals("false")) {
            return List.of();
        }
        List<String> rules = new ArrayList<>(parent == null ? List.of() : parent.enforcerRules());
        buildPlugins("maven-enforcer-plugin").forEach(plugin -> rulesOf(plugin).forEach(rules::add));
        return rules;
    }

    /** Line of the enforcer plugin where there is one, else of the build, else 1. */
    public int enforcerLine() {
        return buildPlugins("maven-enforcer-plugin")
                .findFirst()
                .or(() -> project.first("build"))
                .map(XmlElement::line)
                .orElse(1);
    }

    /** What the exec plugin is set to run. */
    public List<Execution> executions() {
        // A command such as "exec:java@train" finds an execution in the management of plugins as well.
        return sections()
                .flatMap(section -> Stream.concat(
                        section.at("build", "plugins", "plugin"),
                        section.at("build", "pluginManagement", "plugins", "plugin")))
                .filter(plugin -> plugin.text("artifactId").equals("exec-maven-plugin"))
                .flatMap(plugin -> Stream.concat(Stream.of(plugin), plugin.at("executions", "execution")))
                .map(this::execution)
                .filter(execution -> !execution.words().isEmpty())
                .toList();
    }

    /** Main classes that packaged jars start. */
    public List<Execution> manifests() {
        List<Execution> found = new ArrayList<>();
        sections()
                .flatMap(section -> section.at("build", "plugins", "plugin"))
                .filter(plugin -> !plugin.text("artifactId").equals("exec-maven-plugin"))
                .forEach(plugin -> mainClasses(plugin, found, 0));
        return found;
    }

    /** Text with the properties of this pom and of its parents put in; an unknown one stays as it is. */
    public String resolve(String text) {
        String resolved = text;
        for (int i = 0; i < LONGEST_CHAIN && resolved.contains("${"); i++) {
            resolved = PROPERTY.matcher(resolved)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            property(found.group(1)).map(XmlElement::text).orElse(found.group())));
        }
        return resolved;
    }

    private Optional<XmlElement> property(String name) {
        Optional<XmlElement> own =
                switch (name) {
                    case "project.groupId" ->
                        project.first("groupId")
                                .or(() -> project.at("parent", "groupId").findFirst());
                    case "project.version" ->
                        project.first("version")
                                .or(() -> project.at("parent", "version").findFirst());
                    case "project.artifactId" -> project.first("artifactId");
                    default -> project.at("properties", name).findFirst();
                };
        return own.isEmpty() && parent != null ? parent.property(name) : own;
    }

    private Declared declared(XmlElement element) {
        String name = resolve(element.text("groupId")) + ":" + resolve(element.text("artifactId"));
        Optional<XmlElement> version = element.first("version");
        if (version.isEmpty()) {
            return new Declared(name, "", path, element.line());
        }
        String written = version.get().text();
        Matcher property = PROPERTY.matcher(written);
        Optional<Declared> elsewhere = property.matches() ? whereSet(name, property.group(1)) : Optional.empty();
        return elsewhere.orElseGet(
                () -> new Declared(name, resolve(written), path, version.get().line()));
    }

    private Optional<Declared> whereSet(String dependency, String property) {
        Optional<XmlElement> own = project.at("properties", property).findFirst();
        if (own.isPresent()) {
            return own.map(set -> new Declared(dependency, resolve(set.text()), path, set.line()));
        }
        return parent == null ? Optional.empty() : parent.whereSet(dependency, property);
    }

    private Stream<XmlElement> sections() {
        return Stream.concat(Stream.of(project), project.at("profiles", "profile"));
    }

    private Stream<XmlElement> buildPlugins(String artifact) {
        return project.at("build", "plugins", "plugin")
                .filter(plugin -> plugin.text("artifactId").equals(artifact));
    }

    private static Stream<String> rulesOf(XmlElement plugin) {
        boolean skipped = plugin.at("configuration").anyMatch(Pom::isSkipped);
        return plugin.at("executions", "execution")
                .filter(execution -> !skipped
                        && !execution.text("phase").equals("none")
                        && execution.at("configuration").noneMatch(Pom::isSkipped)
                        && execution.at("goals", "goal").anyMatch(goal -> goal.text()
                                .equals("enforce")))
                .flatMap(execution ->
                        Stream.concat(plugin.at("configuration", "rules"), execution.at("configuration", "rules")))
                .flatMap(rules -> rules.children().stream())
                .map(XmlElement::name)
                .filter(name -> !NOT_RULES.contains(name));
    }

    /** A rule that only warns holds nothing. */
    private static boolean isSkipped(XmlElement configuration) {
        return configuration.text("skip").equals("true")
                || configuration.text("fail").equals("false");
    }

    private Execution execution(XmlElement element) {
        List<String> words = new ArrayList<>();
        element.at("configuration").forEach(configuration -> {
            words.add(resolve(configuration.text("mainClass")));
            words.addAll(List.of(resolve(configuration.text("commandlineArgs")).split("\\s+", -1)));
            configuration.at("arguments", "argument").forEach(argument -> words.add(resolve(argument.text())));
        });
        words.removeIf(String::isBlank);
        return new Execution(element.text("id"), words, element.line());
    }

    private void mainClasses(XmlElement element, List<Execution> found, int depth) {
        if (element.name().equals("mainClass")) {
            found.add(new Execution("jar", List.of(resolve(element.text())), element.line()));
        }
        if (depth < 8) {
            element.children().forEach(child -> mainClasses(child, found, depth + 1));
        }
    }
}
