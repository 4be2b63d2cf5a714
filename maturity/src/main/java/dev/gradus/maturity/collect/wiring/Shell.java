package dev.gradus.maturity.collect.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Splits lines of shell into the simple commands in them. */
public final class Shell {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
    private static final Set<String> PREFIXES = Set.of(
            "exec",
            "time",
            "env",
            "nice",
            "nohup",
            "sudo",
            "command",
            "if",
            "then",
            "else",
            "!",
            "do",
            "(",
            "{",
            "xvfb-run");
    private static final Set<String> RUNNERS = Set.of("uv", "poetry", "pipenv", "pdm", "hatch", "rye", "pixi", "conda");

    private Shell() {}

    /** The words of every simple command of a line, without assignments, prefixes and runners of environments. */
    public static List<List<String>> commands(String line) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String word : words(line)) {
            if (word.equals("\n")) {
                add(words, commands);
                words = new ArrayList<>();
            } else {
                words.add(word);
            }
        }
        add(words, commands);
        return commands;
    }

    private static void add(List<String> words, List<List<String>> commands) {
        List<String> bare = words;
        while (!bare.isEmpty() && isPrefix(bare.get(0))) {
            bare = bare.subList(1, bare.size());
        }
        bare = withoutRunner(bare);
        if (!bare.isEmpty()) {
            commands.add(List.copyOf(bare));
        }
    }

    private static boolean isPrefix(String word) {
        return PREFIXES.contains(word) || ASSIGNMENT.matcher(word).matches();
    }

    /** {@code uv run --frozen python train.py} runs what {@code python train.py} runs. */
    private static List<String> withoutRunner(List<String> words) {
        if (words.size() < 3 || !RUNNERS.contains(words.get(0)) || !words.get(1).equals("run")) {
            return words;
        }
        int first = 2;
        while (first < words.size() && words.get(first).startsWith("-")) {
            boolean takesValue = Set.of("-n", "--name", "-p", "--prefix", "--with", "--group", "--extra", "--python")
                    .contains(words.get(first));
            first += takesValue ? 2 : 1;
        }
        return first < words.size() ? words.subList(first, words.size()) : List.of();
    }

    /** Words with their quotes taken off; the operators that end a command come out as a line end. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int nested = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : keep(c, word, quote);
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '$' && i + 1 < line.length() && line.charAt(i + 1) == '(') {
                nested++;
                word.append(c);
            } else if (c == ')' && nested > 0) {
                nested--;
                word.append(c);
            } else if (nested > 0) {
                word.append(c);
            } else if (c == '#' && word.length() == 0) {
                break;
            } else if (c == ';' || c == '|' || c == '&' || c == '\n') {
                end(word, words);
                words.add("\n");
            } else if (Character.isWhitespace(c)) {
                end(word, words);
            } else {
                word.append(c);
            }
        }
        end(word, words);
        return words;
    }

    private static char keep(char c, StringBuilder word, char quote) {
        word.append(c);
        return quote;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
