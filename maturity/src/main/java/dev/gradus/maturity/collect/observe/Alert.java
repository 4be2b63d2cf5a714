package dev.gradus.maturity.collect.observe;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule that wakes somebody.
 *
 * @param metrics what its expression speaks of, recorded expressions followed
 * @param runbook where it says to look, empty where it says nothing or names what is not there
 */
record Alert(String name, String expression, Set<String> metrics, String runbook, String path, int line) {

    private static final Pattern OTHER_TREES = Pattern.compile("(^|.*/)(tests?|src/test|node_modules|examples?)/.*");
    private static final Pattern FILLER = Pattern.compile("(?i).*(todo|tbd|example\\.(com|org)|change-?me|your-).*");

    static List<Alert> of(TreeText texts) {
        List<Rule> rules = texts.paths(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
                .filter(path -> !OTHER_TREES.matcher(path).matches())
                .flatMap(path -> rules(texts, path))
                .toList();
        Map<String, String> recorded = new HashMap<>();
        rules.forEach(
                rule -> recorded.put(rule.node().text("record"), rule.node().text("expr")));
        return rules.stream()
                .filter(rule -> !rule.node().text("alert").isEmpty())
                .map(rule -> alert(texts, rule, recorded))
                .toList();
    }

    private record Rule(YamlNode node, String path) {}

    /** The rules of a file for Prometheus, or of an object for its operator. */
    private static Stream<Rule> rules(TreeText texts, String path) {
        String text = texts.of(path).orElse("");
        if (!text.contains("expr:") || !text.contains("groups:")) {
            return Stream.empty();
        }
        return YamlNode.documents(text).stream()
                .map(root -> root.text("kind").equals("PrometheusRule")
                        ? root.get("spec").orElse(root)
                        : root)
                .flatMap(root -> items(root, "groups"))
                .flatMap(group -> items(group, "rules"))
                .map(node -> new Rule(node, path));
    }

    private static Alert alert(TreeText texts, Rule rule, Map<String, String> recorded) {
        String expression = rule.node().text("expr");
        Set<String> metrics = new LinkedHashSet<>(PromQl.metrics(expression));
        for (String metric : List.copyOf(metrics)) {
            Optional.ofNullable(recorded.get(metric)).ifPresent(each -> metrics.addAll(PromQl.metrics(each)));
        }
        String runbook = Stream.of("runbook_url", "runbook", "runbook_path")
                .map(key -> rule.node()
                        .get("annotations")
                        .map(each -> each.text(key))
                        .orElse(""))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        return new Alert(
                rule.node().text("alert"),
                expression,
                metrics,
                isThere(texts, runbook) ? runbook : "",
                rule.path(),
                rule.node().line());
    }

    /** Whether a runbook is a page elsewhere, or a document of the tree. */
    private static boolean isThere(TreeText texts, String runbook) {
        boolean elsewhere = runbook.contains("://") || runbook.contains("{{");
        return !runbook.isEmpty()
                && !FILLER.matcher(runbook).matches()
                && (elsewhere || texts.has(Paths.join("", runbook.replaceFirst("#.*", ""))));
    }

    private static Stream<YamlNode> items(YamlNode node, String key) {
        return node.get(key).map(YamlNode::items).orElse(List.of()).stream();
    }
}
