package dev.gradus.maturity.collect.build;

import dev.gradus.maturity.collect.read.TomlFile;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Python builds ask for, and what their locks hold. */
final class PythonBuilds {

    private static final Pattern REQUIREMENTS = Pattern.compile("requirements[^/]*\\.(txt|in)");
    private static final Pattern SETUP_LIST = Pattern.compile("install_requires\\s*=\\s*\\[(.*?)]", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
    private static final Set<String> CONDA_LOCKS = Set.of("conda-lock.yml", "conda-lock.yaml", "pixi.lock");
    private static final Set<String> NOT_PACKAGES = Set.of("python", "pip");

    private final TreeText texts;

    PythonBuilds(TreeText texts) {
        this.texts = texts;
    }

    /** A file that says what to install. */
    record Build(String path, String kind, List<Requirement> requirements) {}

    /**
     * A file that says exactly what is installed.
     *
     * @param locked versions by name
     */
    record Lock(String path, String kind, Map<String, String> locked, boolean hashed) {}

    static boolean isBuild(String path) {
        String name = TreeText.fileName(path);
        return Set.of("pyproject.toml", "Pipfile", "environment.yml", "environment.yaml", "setup.py", "setup.cfg")
                        .contains(name)
                || REQUIREMENTS.matcher(name).matches();
    }

    /** The build in a file; none where it asks for nothing. */
    Optional<Build> build(String path) {
        String name = TreeText.fileName(path);
        List<Requirement> requirements = new ArrayList<>();
        if (name.equals("pyproject.toml")) {
            pyproject(path, requirements);
        } else if (name.equals("Pipfile")) {
            TomlFile file = TomlFile.parse(texts.lines(path));
            List.of("packages", "dev-packages").forEach(table -> table(file, table, path, requirements));
        } else if (name.startsWith("environment.")) {
            environment(path, requirements);
        } else if (name.startsWith("setup.")) {
            setup(path, requirements);
        } else {
            requirements(path, requirements);
        }
        return requirements.isEmpty() ? Optional.empty() : Optional.of(new Build(path, name, requirements));
    }

    Optional<Lock> lock(String path) {
        String name = TreeText.fileName(path);
        if (name.equals("uv.lock") || name.equals("poetry.lock") || name.equals("pdm.lock")) {
            return Optional.of(new Lock(path, name, packages(path), true));
        }
        if (name.equals("Pipfile.lock")) {
            return Optional.of(new Lock(path, name, pipfileLock(path), true));
        }
        if (CONDA_LOCKS.contains(name) || name.matches("conda-[\\w-]+\\.lock")) {
            return Optional.of(new Lock(path, name, condaLock(path), true));
        }
        return REQUIREMENTS.matcher(name).matches() ? pinnedRequirements(path, name) : Optional.empty();
    }

    private void pyproject(String path, List<Requirement> requirements) {
        TomlFile file = TomlFile.parse(texts.lines(path));
        file.tables("project")
                .flatMap(table -> table.strings("dependencies").stream())
                .forEach(value ->
                        Requirement.python(value.text(), path, value.line()).ifPresent(requirements::add));
        file.tables("project.optional-dependencies")
                .flatMap(table -> table.values().values().stream())
                .flatMap(value -> value.strings().stream())
                .forEach(value ->
                        Requirement.python(value.text(), path, value.line()).ifPresent(requirements::add));
        table(file, "tool.poetry.dependencies", path, requirements);
        table(file, "tool.poetry.group.dev.dependencies", path, requirements);
        table(file, "tool.poetry.dev-dependencies", path, requirements);
    }

    private static void table(TomlFile file, String name, String path, List<Requirement> requirements) {
        file.tables(name).forEach(table -> table.values().forEach((key, value) -> {
            String written = value.raw().contains("{") ? field(value.raw(), "version") : value.text();
            // Poetry reads a bare version as "^", not as an exact one.
            String version = written.matches("[0-9].*") ? "^" + written : written.replace("*", "");
            String dependency = Requirement.normalised(key);
            if (!NOT_PACKAGES.contains(dependency)) {
                requirements.add(new Requirement(dependency, version, path, value.line()));
            }
        }));
    }

    private static String field(String inline, String key) {
        Matcher matcher =
                Pattern.compile("\\b" + key + "\\s*=\\s*[\"']([^\"']*)").matcher(inline);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void environment(String path, List<Requirement> requirements) {
        texts.of(path)
                .flatMap(YamlNode::parse)
                .flatMap(root -> root.get("dependencies"))
                .ifPresent(list -> {
                    for (YamlNode item : list.items()) {
                        conda(item, path, requirements);
                        item.get("pip").ifPresent(pip -> pip.items()
                                .forEach(each -> Requirement.python(each.text(), path, each.line())
                                        .ifPresent(requirements::add)));
                    }
                });
    }

    /** Conda writes an exact version with one equals sign, and may put a channel before the name. */
    private static void conda(YamlNode item, String path, List<Requirement> requirements) {
        String text = item.text().replaceFirst("^[\\w-]+::", "");
        String[] parts = text.split("=", 3);
        boolean exact = parts.length > 1 && !text.matches(".*[<>!~].*") && !parts[1].isEmpty();
        Optional<Requirement> requirement = exact
                ? Requirement.python(parts[0] + "==" + parts[1], path, item.line())
                : Requirement.python(text, path, item.line());
        requirement.filter(each -> !NOT_PACKAGES.contains(each.name())).ifPresent(requirements::add);
    }

    private void setup(String path, List<Requirement> requirements) {
        Matcher list = SETUP_LIST.matcher(texts.of(path).orElse(""));
        if (list.find()) {
            Matcher quoted = QUOTED.matcher(list.group(1));
            while (quoted.find()) {
                int line = 1
                        + (int) texts.of(path)
                                .orElse("")
                                .substring(0, list.start(1) + quoted.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                Requirement.python(quoted.group(1), path, line).ifPresent(requirements::add);
            }
        }
    }

    private void requirements(String path, List<Requirement> requirements) {
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Requirement.python(lines.get(i), path, i + 1).ifPresent(requirements::add);
        }
    }

    private Map<String, String> packages(String path) {
        Map<String, String> locked = new TreeMap<>();
        TomlFile.parse(texts.lines(path))
                .tables("package")
                .forEach(table -> locked.put(Requirement.normalised(table.text("name")), table.text("version")));
        return locked;
    }

    private Map<String, String> pipfileLock(String path) {
        Map<String, String> locked = new TreeMap<>();
        texts.of(path).flatMap(YamlNode::parse).ifPresent(root -> List.of("default", "develop")
                .forEach(group -> root.get(group).ifPresent(packages -> packages.entries()
                        .forEach((name, value) -> locked.put(
                                Requirement.normalised(name),
                                value.text("version").replaceFirst("^==", ""))))));
        return locked;
    }

    private Map<String, String> condaLock(String path) {
        Map<String, String> locked = new TreeMap<>();
        texts.of(path)
                .flatMap(YamlNode::parse)
                .flatMap(root -> root.get("package"))
                .ifPresent(list -> list.items()
                        .forEach(item -> locked.put(Requirement.normalised(item.text("name")), item.text("version"))));
        return locked;
    }

    /** A list of requirements is a lock when each is exact and carries a hash. */
    private Optional<Lock> pinnedRequirements(String path, String kind) {
        List<Requirement> requirements = new ArrayList<>();
        requirements(path, requirements);
        boolean exact = !requirements.isEmpty() && requirements.stream().allMatch(Requirement::isExact);
        long hashes = texts.lines(path).stream()
                .filter(line -> line.contains("--hash=sha256:"))
                .count();
        if (!exact || hashes < requirements.size()) {
            return Optional.empty();
        }
        Map<String, String> locked = new TreeMap<>();
        requirements.forEach(each -> locked.put(each.name(), each.version().replaceFirst("^===?\\s*", "")));
        return Optional.of(new Lock(path, kind, locked, true));
    }
}
