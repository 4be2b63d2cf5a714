package dev.gradus.maturity.collect.build;

import dev.gradus.maturity.collect.read.TomlFile;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Python builds ask for, and what their locks hold. */
final class PythonBuilds {

    private static final Pattern REQUIREMENTS = Pattern.compile("requirements[^/]*\\.(txt|in)");
    private static final Pattern SETUP_LIST = Pattern.compile("install_requires\\s*=\\s*\\[(.*?)]", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
    private static final Pattern POETRY = Pattern.compile("tool\\.poetry\\.(group\\.[\\w-]+\\.|dev-)?dependencies");
    private static final Set<String> CONDA_LOCKS = Set.of("conda-lock.yml", "conda-lock.yaml");
    private static final Pattern CONDA_ENTRY = Pattern.compile("(?:- | {2})(name|version): ['\"]?([^'\"]+)['\"]?");
    private static final Pattern CONDA_FILE = Pattern.compile("/([^/]+)-([^/-]+)-[^/-]+\\.(?:conda|tar\\.bz2)");
    private static final Set<String> NOT_PACKAGES = Set.of("python", "pip");

    private final TreeText texts;

    PythonBuilds(TreeText texts) {
        this.texts = texts;
    }

    /** A file that says what to install. */
    record Build(String path, String kind, List<Requirement> requirements) {}

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
            return Optional.of(packages(path, name));
        }
        if (name.equals("Pipfile.lock")) {
            return Optional.of(pipfileLock(path, name));
        }
        if (CONDA_LOCKS.contains(name)) {
            return Optional.of(condaLock(path, name));
        }
        if (name.matches("conda-[\\w-]+\\.lock")) {
            return Optional.of(explicitLock(path, name));
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
        file.tables().stream()
                .map(TomlFile.Table::name)
                .filter(name -> POETRY.matcher(name).matches())
                .distinct()
                .forEach(name -> table(file, name, path, requirements));
    }

    private static void table(TomlFile file, String name, String path, List<Requirement> requirements) {
        file.tables(name).forEach(table -> table.values().forEach((key, value) -> {
            String written = value.raw().contains("{") ? value.field("version") : value.text();
            // Poetry reads a bare version as "^", not as an exact one.
            String version = written.matches("[0-9].*") ? "^" + written : written.replace("*", "");
            String dependency = Requirement.normalised(key);
            if (!NOT_PACKAGES.contains(dependency)) {
                requirements.add(new Requirement(dependency, version, path, value.line()));
            }
        }));
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

    /**
     * Conda may put a channel before the name. One equals sign takes every version that begins so, unless a build goes
     * with it.
     */
    private static void conda(YamlNode item, String path, List<Requirement> requirements) {
        String text = item.text().replaceFirst("^[\\w-]+::", "");
        String[] parts = text.split("=", 3);
        boolean single = parts.length > 1 && !text.matches(".*[<>!~].*") && !parts[1].isEmpty();
        String version = single ? parts[1] + (parts.length > 2 || parts[1].endsWith("*") ? "" : ".*") : "";
        Optional<Requirement> requirement =
                Requirement.python(single ? parts[0] + "==" + version : text, path, item.line());
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

    private Lock packages(String path, String kind) {
        Lock lock = new Lock(path, kind);
        TomlFile.parse(texts.allLines(path))
                .tables("package")
                .forEach(table -> lock.hold(Requirement.normalised(table.text("name")), table.text("version")));
        return lock;
    }

    private Lock pipfileLock(String path, String kind) {
        Lock lock = new Lock(path, kind);
        texts.of(path).flatMap(YamlNode::parse).ifPresent(root -> List.of("default", "develop")
                .forEach(group -> root.get(group).ifPresent(packages -> packages.entries()
                        .forEach((name, value) -> lock.hold(
                                Requirement.normalised(name),
                                value.text("version").replaceFirst("^==", ""))))));
        return lock;
    }

    /** A package begins with its name, and has its version among the keys that follow. */
    private Lock condaLock(String path, String kind) {
        Lock lock = new Lock(path, kind);
        String name = "";
        for (String line : texts.allLines(path)) {
            Matcher entry = CONDA_ENTRY.matcher(line);
            if (entry.matches() && entry.group(1).equals("name")) {
                name = Requirement.normalised(entry.group(2));
            } else if (entry.matches()) {
                lock.hold(name, entry.group(2));
            }
        }
        return lock;
    }

    /** A list of the addresses of packages, whose file names tell name, version and build. */
    private Lock explicitLock(String path, String kind) {
        Lock lock = new Lock(path, kind);
        for (String line : texts.allLines(path)) {
            Matcher file = CONDA_FILE.matcher(line);
            if (file.find()) {
                lock.hold(Requirement.normalised(file.group(1)), file.group(2));
            }
        }
        return lock;
    }

    /** A list of requirements is a lock when each is exact and carries a hash. */
    private Optional<Lock> pinnedRequirements(String path, String kind) {
        List<Requirement> requirements = new ArrayList<>();
        requirements(path, requirements);
        List<String> lines = texts.lines(path);
        boolean pinned = !requirements.isEmpty();
        Lock lock = new Lock(path, kind);
        for (int i = 0; i < requirements.size(); i++) {
            Requirement each = requirements.get(i);
            int end = i + 1 < requirements.size() ? requirements.get(i + 1).line() - 1 : lines.size();
            pinned &= each.isExact()
                    && lines.subList(each.line() - 1, end).stream().anyMatch(line -> line.contains("--hash=sha256:"));
            lock.hold(each.name(), each.version().replaceFirst("^===?\\s*", ""));
        }
        return pinned ? Optional.of(lock) : Optional.empty();
    }
}
