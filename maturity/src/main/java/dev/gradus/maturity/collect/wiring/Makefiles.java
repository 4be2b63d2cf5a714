package dev.gradus.maturity.collect.wiring;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The targets of a Makefile and of what it includes. */
final class Makefiles {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("^\\s*(?:export\\s+)?([\\w.]+)\\s*(?:[?:+]|::)?=\\s*(.*)$");
    private static final Pattern TARGET = Pattern.compile("^([^\\s:=#][^:=#]*?)\\s*::?(?!=)\\s*([^#]*).*$");
    private static final Pattern INCLUDE = Pattern.compile("^\\s*-?s?include\\s+(.+)$");
    private static final Pattern VARIABLE = Pattern.compile("\\$[({]([\\w.]+)[)}]");
    private static final int LONGEST_CHAIN = 5;

    /** Marks the name of a prerequisite, which may be a file instead of a target. */
    static final String PREREQUISITE = "--prerequisite";

    private final TreeText texts;
    private final String folder;
    private final Map<String, String> variables = new HashMap<>();
    private final List<Command> targets = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Makefiles(TreeText texts, String folder) {
        this.texts = texts;
        this.folder = folder;
    }

    static List<Command> read(TreeText texts, String path) {
        Makefiles makefiles = new Makefiles(texts, TreeText.folder(path));
        makefiles.file(path);
        return makefiles.targets.stream().map(makefiles::expanded).toList();
    }

    private void file(String path) {
        if (!seen.add(path)) {
            return;
        }
        List<String> lines = texts.lines(path);
        List<Command.Step> recipe = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int begin = i;
            StringBuilder line = new StringBuilder(lines.get(i));
            while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.size()) {
                line.setLength(line.length() - 1);
                line.append(' ').append(lines.get(++i).strip());
            }
            if (line.length() > 0 && line.charAt(0) == '\t') {
                recipe.add(new Command.Step(recipeLine(line.toString().strip()), begin + 1));
            } else {
                recipe = statement(line.toString(), path, begin + 1, recipe);
            }
        }
    }

    /** A line of a recipe without its marks; make goes on after the failure of one that is marked with a minus. */
    private static String recipeLine(String line) {
        String bare = line.replaceFirst("^[@+-]+\\s*", "");
        String marks = line.substring(0, line.length() - bare.length());
        return marks.contains("-") ? bare + " || true" : bare;
    }

    /** Returns the recipe to which the recipe lines that follow belong. */
    private List<Command.Step> statement(String line, String path, int number, List<Command.Step> recipe) {
        Matcher include = INCLUDE.matcher(line);
        Matcher assignment = ASSIGNMENT.matcher(line);
        Matcher target = TARGET.matcher(line);
        if (include.matches()) {
            Stream.of(files(expand(include.group(1))).split("\\s+", -1))
                    .flatMap(this::included)
                    .forEach(this::file);
        } else if (assignment.matches()) {
            variables.putIfAbsent(assignment.group(1), assignment.group(2).strip());
        } else if (target.matches() && !target.group(1).startsWith(".")) {
            List<Command.Step> steps = new ArrayList<>();
            prerequisites(target.group(2), number, steps);
            for (String name : target.group(1).split("\\s+", -1)) {
                targets.add(new Command(Command.Kind.MAKE, name, path, number, folder, steps));
            }
            return steps;
        }
        return recipe;
    }

    private static void prerequisites(String names, int line, List<Command.Step> steps) {
        Matcher inline = Pattern.compile("^(.*?);(.*)$").matcher(names);
        String targets = inline.matches() ? inline.group(1) : names;
        for (String name : targets.strip().split("\\s+", -1)) {
            if (!name.isEmpty() && !name.equals("|")) {
                steps.add(new Command.Step("make " + PREREQUISITE + " " + name, line));
            }
        }
        if (inline.matches()) {
            steps.add(new Command.Step(inline.group(2).strip(), line));
        }
    }

    /** {@code $(sort $(wildcard mk/*.mk))} includes what {@code mk/*.mk} includes. */
    private static String files(String names) {
        return names.replaceAll("\\$\\((?:sort|wildcard)\\s", "")
                .replace(")", " ")
                .strip();
    }

    private Stream<String> included(String pattern) {
        String wanted = Paths.join(folder, pattern);
        if (!wanted.contains("*") && !wanted.contains("?")) {
            return Stream.of(wanted);
        }
        PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + wanted.replaceAll("[\\[\\]{}\\\\]", "?"));
        return texts.paths(path -> glob.matches(Path.of(path)));
    }

    private Command expanded(Command command) {
        List<Command.Step> steps = command.steps().stream()
                .map(step -> new Command.Step(expand(step.text()), step.line()))
                .toList();
        return new Command(command.kind(), command.name(), command.path(), command.line(), command.folder(), steps);
    }

    private String expand(String text) {
        String expanded = text;
        for (int i = 0; i < LONGEST_CHAIN && expanded.contains("$"); i++) {
            expanded = VARIABLE.matcher(expanded)
                    .replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1), found.group())));
            if (expanded.length() > 20_000) {
                return text;
            }
        }
        return expanded;
    }

    private String variable(String name, String unknown) {
        return name.equals("MAKE") ? "make" : name.equals("CURDIR") ? "." : variables.getOrDefault(name, unknown);
    }
}
