package dev.gradus.maturity.collect.build;

import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Shell;
import dev.gradus.maturity.collect.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands by which a project installs its Python dependencies. */
final class Installs {

    private static final Pattern DOCKERFILE =
            Pattern.compile("(.*/)?(Dockerfile[^/]*|[^/]*\\.[Dd]ockerfile|Containerfile)");
    private static final Set<String> OWN_TOOLS = Set.of(
            "pip",
            "uv",
            "poetry",
            "pipenv",
            "pdm",
            "hatch",
            "build",
            "wheel",
            "setuptools",
            "conda-lock",
            "pip-tools",
            "tox",
            "nox",
            "pre-commit",
            "twine",
            "virtualenv");
    private static final String RAW =
            "(?:uv|poetry|pipenv|pdm|pixi|conda|mamba|micromamba|conda-lock|pip|pip3|pip-sync|python\\S*)";
    private static final Pattern INSTALLER = Pattern.compile("(^|[\\s;&|/])" + RAW + "(\\s|$)");

    private static final Pattern RELOCKS = Pattern.compile(
            "\\b(uv lock(?!.*--(check|locked))|(poetry|pdm|pipenv) (lock(?!.*--check)|update)|pip-compile|uv pip compile|conda-lock (lock|-f))\\b");
    private static final Pattern REQUIREMENT = Pattern.compile("(?:-r|--requirement=?)(.*)");
    private static final Pattern WORKFLOW = Pattern.compile("\\.github/workflows/[^/]+\\.ya?ml");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\s*environment-file:\\s*[\"']?([^\\s\"'#]+).*");

    private Installs() {}

    /**
     * One install.
     *
     * @param lock file name of the lock it installs from, empty where it installs from none
     */
    record Install(String path, int line, String tool, String lock) {}

    /** A line of shell that some file runs. */
    private record Line(String text, String path, int number) {}

    static List<Install> of(Wiring wiring, TreeText texts) {
        List<Install> installs = new ArrayList<>();
        for (Command command : wiring.commands()) {
            List<Line> lines = command.steps().stream()
                    .map(step -> new Line(step.text(), command.path(), step.line()))
                    .toList();
            read(lines, installs);
        }
        texts.paths(path -> DOCKERFILE.matcher(path).matches())
                .forEach(path -> read(docker(texts.lines(path), path), installs));
        texts.paths(path -> WORKFLOW.matcher(path).matches())
                .forEach(path -> environments(texts.lines(path), path, installs));
        return installs.stream().distinct().toList();
    }

    private static List<Line> docker(List<String> lines, String path) {
        List<Line> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int begin = i;
            StringBuilder line = new StringBuilder(lines.get(i));
            while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.size()) {
                line.setLength(line.length() - 1);
                line.append(' ').append(lines.get(++i).strip());
            }
            String text = line.toString().strip();
            if (text.regionMatches(true, 0, "RUN ", 0, 4)) {
                found.add(new Line(text.substring(4).replaceAll("^(--\\S+\\s+)+", ""), path, begin + 1));
            }
        }
        return found;
    }

    /** Actions of a workflow that set up Conda name the file that they install from. */
    private static void environments(List<String> lines, String path, List<Install> installs) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher environment = ENVIRONMENT.matcher(lines.get(i));
            if (environment.matches()) {
                String file = TreeText.fileName(environment.group(1));
                installs.add(new Install(path, i + 1, "conda", file.contains("lock") ? file : ""));
            }
        }
    }

    private static void read(List<Line> lines, List<Install> installs) {
        boolean relocked = false;
        for (Line line : lines) {
            // A lock that is written anew just before holds nothing.
            relocked |= RELOCKS.matcher(line.text()).find();
            if (INSTALLER.matcher(line.text()).find()) {
                for (Install install : read(line)) {
                    installs.add(relocked ? new Install(install.path(), install.line(), install.tool(), "") : install);
                }
            }
        }
    }

    private static List<Install> read(Line line) {
        List<Install> installs = new ArrayList<>();
        // "uv run --frozen x" installs before it runs; the shell's reader sees the x alone.
        for (String part : line.text().split("&&|;|\\|\\|", -1)) {
            runner(part.strip()).ifPresent(lock -> installs.add(new Install(line.path(), line.number(), "uv", lock)));
        }
        for (List<String> words : Shell.commands(line.text())) {
            install(words).forEach(lock -> installs.add(new Install(line.path(), line.number(), words.get(0), lock)));
        }
        return installs;
    }

    private static Optional<String> runner(String part) {
        if (!part.matches("(?s)uv run\\b.*")) {
            return Optional.empty();
        }
        return Optional.of(part.matches("(?s).*--(frozen|locked)\\b.*") ? "uv.lock" : "");
    }

    /** The locks that an installing command reads, an empty one where it reads none; nothing where nothing is installed. */
    private static List<String> install(List<String> words) {
        String tool = TreeText.fileName(words.get(0));
        return switch (tool) {
            case "uv" ->
                words.size() > 2 && words.get(1).equals("pip")
                        ? pip(words.subList(2, words.size()))
                        : uv(words).stream().toList();
            case "poetry" ->
                first(words, "install", "sync").stream()
                        .map(verb -> "poetry.lock")
                        .toList();
            case "pdm" ->
                first(words, "install", "sync").stream().map(verb -> "pdm.lock").toList();
            case "pipenv" -> pipenv(words).stream().toList();
            case "conda-lock" ->
                first(words, "install").stream().map(verb -> "conda-lock.yml").toList();
            case "conda", "mamba", "micromamba" -> conda(words).stream().toList();
            case "pip", "pip3" -> pip(words.subList(1, words.size()));
            case "pip-sync" -> synced(words.subList(1, words.size()));
            default -> isPip(tool, words) ? pip(words.subList(3, words.size())) : List.of();
        };
    }

    private static boolean isPip(String tool, List<String> words) {
        return tool.startsWith("python")
                && words.size() > 3
                && words.get(1).equals("-m")
                && words.get(2).equals("pip");
    }

    private static Optional<String> pipenv(List<String> words) {
        boolean held = words.contains("--deploy") || words.contains("--ignore-pipfile");
        return first(words, "install", "sync").map(verb -> verb.equals("sync") || held ? "Pipfile.lock" : "");
    }

    private static Optional<String> first(List<String> words, String... verbs) {
        return words.size() > 1 && Set.of(verbs).contains(words.get(1)) ? Optional.of(words.get(1)) : Optional.empty();
    }

    private static Optional<String> uv(List<String> words) {
        return first(words, "sync")
                .map(verb -> words.contains("--frozen") || words.contains("--locked") ? "uv.lock" : "");
    }

    private static Optional<String> conda(List<String> words) {
        boolean creates = words.contains("create") || words.contains("install") || words.contains("update");
        if (!creates) {
            return Optional.empty();
        }
        return Optional.of(words.stream()
                .filter(word -> word.endsWith(".lock") || word.contains("conda-lock"))
                .map(TreeText::fileName)
                .findFirst()
                .orElse(""));
    }

    private static List<String> pip(List<String> words) {
        if (words.isEmpty() || !(words.get(0).equals("install") || words.get(0).equals("sync"))) {
            return List.of();
        }
        List<String> rest = words.subList(1, words.size());
        List<String> files = requirementFiles(rest);
        if (!files.isEmpty()) {
            return files;
        }
        if (words.get(0).equals("sync")) {
            return synced(rest);
        }
        // The project itself, without what it depends on, and the tools that install the rest, are nothing to lock.
        boolean own = rest.contains("--no-deps")
                || named(rest).allMatch(name -> OWN_TOOLS.contains(name.replaceAll("[=<>~!\\[].*", "")));
        return own ? List.of() : List.of("");
    }

    private static List<String> requirementFiles(List<String> words) {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Matcher attached = REQUIREMENT.matcher(words.get(i));
            if (attached.matches() && !attached.group(1).isEmpty()) {
                files.add(TreeText.fileName(attached.group(1)));
            } else if (attached.matches() && i + 1 < words.size()) {
                files.add(TreeText.fileName(words.get(i + 1)));
            }
        }
        return files;
    }

    private static List<String> synced(List<String> words) {
        List<String> files = named(words).map(TreeText::fileName).toList();
        return files.isEmpty() ? List.of("requirements.txt") : files;
    }

    private static Stream<String> named(List<String> words) {
        return words.stream().filter(word -> !word.startsWith("-"));
    }
}
