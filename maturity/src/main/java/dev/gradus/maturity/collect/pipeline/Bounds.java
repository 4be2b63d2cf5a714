package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.code.Flow.Comparison;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bounds that a gate holds scores against: literals beside the comparison, constants of its file, and the numbers of a
 * file that its code names together with their keys.
 *
 * <p>A bound bites where a model that has learnt nothing would miss it whatever the data: a share below one of what a baseline
 * or the present model scores, or at least one half of a score that lies between 0 and 1. An absolute bound on an error may be
 * tight or as wide as a barn door; the tree does not tell.
 */
final class Bounds {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?![\\w.(])");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)|null|~|none|nan|[+-]?\\.?inf(inity)?|.*\\b(todo|fixme|changeme|tbd|xxx)\\b.*|<.*>|\\?+");
    private static final Pattern CONFIG = Pattern.compile("(?!.*(?:lock|package)\\.json).*\\.(?:ya?ml|json)");
    private static final Pattern SERVICE = Pattern.compile("\\.github/.*|\\.gitlab.*|.*/?(?:pom|compose)\\..*");
    private static final Set<String> LIMITS =
            Set.of("threshold", "bound", "limit", "max", "min", "margin", "least", "most");
    private static final int DEEPEST = 8;

    private final TreeText texts;

    Bounds(TreeText texts) {
        this.texts = texts;
    }

    /**
     * A bound.
     *
     * @param name as it is written: the comparison, or the key of a file
     * @param value as it is written
     * @param bites whether a model that has learnt nothing would miss it
     * @param placeholder whether it is still to be filled in
     */
    record Bound(String name, String value, boolean bites, boolean placeholder, String path, int line) {}

    /**
     * The bounds of comparisons.
     *
     * @param guards files of the code that compares
     */
    List<Bound> of(Set<Comparison> comparisons, Set<String> guards) {
        Set<Bound> bounds = new LinkedHashSet<>();
        for (String path : guards) {
            String code = texts.of(path).orElse("");
            comparisons.stream()
                    .filter(each -> code.contains(each.left()) && code.contains(each.right()))
                    .forEach(each -> compared(each, code, path, bounds));
        }
        String all = String.join(
                "\n", guards.stream().map(path -> texts.of(path).orElse("")).toList());
        texts.paths(path ->
                        CONFIG.matcher(path).matches() && !SERVICE.matcher(path).matches())
                .filter(path -> all.contains("\"" + path + "\"")
                        || all.contains("'" + path + "'")
                        || all.contains(TreeText.fileName(path) + "\"")
                        || all.contains(TreeText.fileName(path) + "'"))
                .forEach(path -> file(path, all, bounds));
        return new ArrayList<>(bounds);
    }

    private void compared(Comparison comparison, String code, String path, Set<Bound> bounds) {
        boolean leftScores =
                Scores.speaks(Scores.words(comparison.left())) && !Scores.isReference(Scores.words(comparison.left()));
        String score = leftScores ? comparison.left() : comparison.right();
        String bound = leftScores ? comparison.right() : comparison.left();
        String resolved = resolved(bound, code);
        List<String> words = Scores.words(bound + " " + resolved);
        List<Double> numbers = numbers(resolved);
        String name = comparison.left() + " " + comparison.operator() + " " + comparison.right();
        if (Scores.isReference(words) && numbers.isEmpty() && resolved.matches("(?s).*[*/].*")) {
            return; // the factor has a name, and stands in a file or nowhere
        }
        if (Scores.isReference(words)) {
            // More than the champion's score, or less than a share of the baseline's error.
            boolean merit = Scores.isMerit(Scores.words(score));
            boolean bites = numbers.stream().allMatch(each -> merit ? each >= 0.5 : each > 0 && each < 1);
            bounds.add(new Bound(name, resolved, bites, false, path, comparison.line()));
        } else if (PLACEHOLDER.matcher(resolved.strip()).matches() || resolved.matches(".*float\\(.inf.*")) {
            bounds.add(new Bound(name, resolved, false, true, path, comparison.line()));
        } else if (numbers.size() == 1) {
            boolean bites = bites(Scores.words(score + " " + bound), numbers.get(0));
            bounds.add(new Bound(name, resolved, bites, false, path, comparison.line()));
        }
    }

    /** A name that its file sets to a constant reads as that constant. */
    private static String resolved(String bound, String code) {
        String name = bound.replaceFirst("^(self|this)\\.", "");
        if (!name.matches("[A-Za-z_]\\w*")) {
            return bound;
        }
        Matcher constant = Pattern.compile("(?m)\\b" + name + "\\s*(?::\\s*\\w+\\s*)?=\\s*([^=\\n;#][^\\n;#]*)")
                .matcher(code);
        return constant.find() ? constant.group(1).strip() : bound;
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            numbers.add(Double.valueOf(number.group()));
        }
        return numbers;
    }

    private static boolean bites(List<String> words, double value) {
        if (Scores.isRatio(words)) {
            return value > 0 && value < 1;
        }
        return Scores.isMerit(words) && value >= 0.5 && value < 1;
    }

    private void file(String path, String code, Set<Bound> bounds) {
        texts.of(path).flatMap(YamlNode::parse).ifPresent(root -> leaves(root, "", path, code, bounds, 0));
    }

    private static void leaves(YamlNode node, String name, String path, String code, Set<Bound> bounds, int depth) {
        for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
            YamlNode child = entry.getValue();
            String full = name.isEmpty() ? entry.getKey() : name + "." + entry.getKey();
            if (!child.entries().isEmpty() && depth < DEEPEST) {
                leaves(child, full, path, code, bounds, depth + 1);
            } else if (code.contains(entry.getKey()) && isBound(Scores.words(full))) {
                String value = child.text();
                boolean placeholder = PLACEHOLDER.matcher(value.strip()).matches();
                List<Double> numbers = placeholder ? List.of() : numbers(value);
                if (placeholder || numbers.size() == 1) {
                    boolean bites = !placeholder && bites(Scores.words(full), numbers.get(0));
                    bounds.add(new Bound(full, value, bites, placeholder, path, child.line()));
                }
            }
        }
    }

    private static boolean isBound(List<String> words) {
        return Scores.speaks(words) || words.stream().anyMatch(LIMITS::contains);
    }
}
