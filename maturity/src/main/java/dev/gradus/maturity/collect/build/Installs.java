package dev.gradus.maturity.collect.build;

import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Shell;
import dev.gradus.maturity.collect.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
            "(?:uv|poetry|pipenv|pdm|pixi|conda|mamba|micromamba|conda-lock|pip|pip3|python\\S*)";
    private static final Pattern INSTALLER = Pattern.compile("(^|[\\s;&|/])" + RAW + "\\s.*");

    private Installs() {}

    /**
     * One install.
     *
     * @param lock file name of the lock it installs from, empty where it installs from none
     */
    record Install(String path, int line, String tool, String lock) {}

    static List<Install> of(Wiring wiring, TreeText texts) {
        List<Install> installs = new ArrayList<>();
        for (Command command : wiring.commands()) {
            for (Command.Step step : command.steps()) {
                read(step.text(), command.path(), step.line(), installs);
            }
        }
        texts.paths(path -> DOCKERFILE.matcher(path).matches()).forEach(path -> docker(texts, path, installs));
        return installs.stream().distinct().toList();
    }

    private static void docker(TreeText texts, String path, List<Install> installs) {
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            int begin = i;
            StringBuilder line = new StringBuilder(lines.get(i));
            while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.size()) {
                line.setLength(line.length() - 1);
                line.append(' ').append(lines.get(++i).strip());
            }
            String text = line.toString().strip();
            if (text.regionMatches(true, 0, "RUN ", 0, 4)) {
                read(text.substring(4).replaceAll("^(--\\S+\\s+)+", ""), path, begin + 1, installs);
            }
        }
    }

    private static void read(String line, String path, int number, List<Install> installs) {
        if (!INSTALLER.matcher(line).find()) {
            return;
        }
        // "uv run --frozen x" installs before it runs; the shell's reader sees the x alone.
        for (String part : line.split("&&|;|\\|\\|", -1)) {
            runner(part.strip()).ifPresent(lock -> installs.add(new Install(path, number, "uv", lock)));
        }
        for (List<String> words : Shell.commands(line)) {
            install(words).ifPresent(lock -> installs.add(new Install(path, number, words.get(0), lock)));
        }
    }

    private static Optional<String> runner(String part) {
        if (!part.matches("(?s)uv run\\b.*")) {
            return Optional.empty();
        }
        return Optional.of(part.matches("(?s).*--(frozen|locked)\\b.*") ? "uv.lock" : "");
    }

    /** The lock that an installing command reads; present and empty where it reads none, absent where nothing is installed. */
    private static Optional<String> install(List<String> words) {
        String tool = TreeText.fileName(words.get(0));
        return switch (tool) {
            case "uv" -> uv(words);
            case "poetry" -> first(words, "install", "sync").map(verb -> "poetry.lock");
            case "pdm" -> first(words, "install", "sync").map(verb -> "pdm.lock");
            case "pipenv" ->
                first(words, "install", "sync")
                        .map(verb ->
                                verb.equals("sync") || words.contains("--deploy") || words.contains("--ignore-pipfile")
                                        ? "Pipfile.lock"
                                        : "");
            case "conda-lock" -> first(words, "install").map(verb -> "conda-lock.yml");
            case "conda", "mamba", "micromamba" -> conda(words);
            case "pip", "pip3" -> pip(words.subList(1, words.size()));
            default ->
                tool.startsWith("python")
                                && words.size() > 3
                                && words.get(1).equals("-m")
                                && words.get(2).equals("pip")
                        ? pip(words.subList(3, words.size()))
                        : Optional.empty();
        };
    }

    private static Optional<String> first(List<String> words, String... verbs) {
        return words.size() > 1 && Set.of(verbs).contains(words.get(1)) ? Optional.of(words.get(1)) : Optional.empty();
    }

    private static Optional<String> uv(List<String> words) {
        if (words.size() > 2 && words.get(1).equals("pip")) {
            return pip(words.subList(2, words.size()));
        }
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

    private static Optional<String> pip(List<String> words) {
        if (words.isEmpty() || !(words.get(0).equals("install") || words.get(0).equals("sync"))) {
            return Optional.empty();
        }
        List<String> named = words.subList(1, words.size()).stream()
                .filter(word -> !word.startsWith("-"))
                .toList();
        int file = Math.max(words.indexOf("-r"), words.indexOf("--requirement"));
        if (file >= 0 && file + 1 < words.size()) {
            return Optional.of(TreeText.fileName(words.get(file + 1)));
        }
        if (words.get(0).equals("sync")) {
            return Optional.of(named.isEmpty() ? "" : TreeText.fileName(named.get(0)));
        }
        // The project itself, without what it depends on, and the tools that install the rest, are nothing to lock.
        boolean own = words.contains("--no-deps")
                || named.stream().allMatch(name -> OWN_TOOLS.contains(name.replaceAll("[=<>~!\\[].*", "")));
        return own ? Optional.empty() : Optional.of("");
    }
}
