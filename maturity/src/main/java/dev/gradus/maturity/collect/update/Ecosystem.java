package dev.gradus.maturity.collect.update;

import dev.gradus.maturity.collect.read.TreeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The worlds of packages that a project takes dependencies from. */
final class Ecosystem {

    /** Each with the names that Renovate and Dependabot have for it, and the files that show it is in use. */
    private record Known(Set<String> managers, Set<String> dependabot, Pattern file) {}

    private static final Map<String, Known> ALL = new TreeMap<>(Map.of(
            "maven",
            known(Set.of("maven", "maven-wrapper"), Set.of("maven"), "(.*/)?pom\\.xml"),
            "gradle",
            known(Set.of("gradle", "gradle-wrapper"), Set.of("gradle"), "(.*/)?build\\.gradle(\\.kts)?"),
            "python",
            known(
                    Set.of("pip_requirements", "pip-compile", "pep621", "poetry", "pipenv", "pip_setup"),
                    Set.of("pip", "uv"),
                    "(.*/)?(requirements[\\w.-]*\\.txt|pyproject\\.toml|Pipfile|uv\\.lock|poetry\\.lock)"),
            "docker",
            known(
                    Set.of("dockerfile", "docker-compose"),
                    Set.of("docker", "docker-compose"),
                    "(.*/)?(Dockerfile[^/]*|Containerfile)"),
            "actions",
            known(Set.of("github-actions"), Set.of("github-actions"), "\\.github/workflows/[^/]+\\.ya?ml"),
            "npm",
            known(Set.of("npm"), Set.of("npm", "bun"), "(.*/)?package\\.json")));
    private static final Pattern OTHER_TREES = Pattern.compile("(^|.*/)(src/test|tests?|node_modules|target)/.*");

    private Ecosystem() {}

    private static Known known(Set<String> managers, Set<String> dependabot, String file) {
        return new Known(managers, dependabot, Pattern.compile(file));
    }

    /** The ecosystems in use, each with a file that shows it. */
    static Map<String, String> inUse(TreeText texts) {
        Map<String, String> used = new TreeMap<>();
        List<String> paths =
                texts.paths(path -> !OTHER_TREES.matcher(path).matches()).toList();
        ALL.forEach((ecosystem, known) -> {
            Optional<String> shown = paths.stream()
                    .filter(path -> known.file().matcher(path).matches())
                    .findFirst();
            shown.ifPresent(path -> used.put(ecosystem, path));
        });
        return used;
    }

    static Set<String> managers(String ecosystem) {
        Known known = ALL.get(ecosystem);
        return known == null ? Set.of() : known.managers();
    }

    /** Our name for what Dependabot calls an ecosystem; its own name where we have none. */
    static String ofDependabot(String name) {
        return ALL.entrySet().stream()
                .filter(each -> each.getValue().dependabot().contains(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }
}
