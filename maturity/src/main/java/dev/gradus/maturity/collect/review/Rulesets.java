package dev.gradus.maturity.collect.review;

import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of branches that a tree holds as code. */
final class Rulesets {

    private static final Pattern SETTINGS = Pattern.compile("\\.github/settings\\.ya?ml");
    private static final Pattern TERRAFORM = Pattern.compile(
            "^\\s*resource\\s+\"(github_branch_protection\\w*|github_repository_ruleset|gitlab_project_approval_rule)\"");
    private static final Pattern APPROVALS =
            Pattern.compile("^\\s*(?:required_approving_review_count|approvals_required)\\s*=\\s*(\\d+)");
    private static final Pattern BYPASS =
            Pattern.compile("^\\s*(?:bypass_actors\\s*\\{|pull_request_bypassers\\s*=\\s*\\[\\s*[^\\]\\s])");

    private Rulesets() {}

    /**
     * One set of rules.
     *
     * @param approvals how many a merge needs
     * @param bypass how many may merge without
     */
    record Ruleset(String kind, String path, int line, boolean enforced, int approvals, int bypass) {}

    static List<Ruleset> of(TreeText texts) {
        return Stream.of(
                        texts.paths(path -> path.endsWith(".json")).flatMap(path -> github(texts, path).stream()),
                        texts.paths(path -> SETTINGS.matcher(path).matches()).flatMap(path -> settings(texts, path)),
                        texts.paths(path -> path.endsWith(".tf")).flatMap(path -> terraform(texts, path).stream()))
                .flatMap(found -> found)
                .toList();
    }

    /** A ruleset as GitHub exports and imports it; one that asks for no pull request is about something else. */
    private static Optional<Ruleset> github(TreeText texts, String path) {
        return texts.of(path)
                .filter(text -> text.contains("\"enforcement\"") && text.contains("\"pull_request\""))
                .flatMap(YamlNode::parse)
                .flatMap(root -> items(root, "rules")
                        .filter(rule -> rule.text("type").equals("pull_request"))
                        .findFirst()
                        .map(rule -> new Ruleset(
                                "ruleset",
                                path,
                                rule.line(),
                                root.text("enforcement").equals("active"),
                                number(rule.get("parameters"), "required_approving_review_count"),
                                (int) items(root, "bypass_actors").count())));
    }

    private static Stream<Ruleset> settings(TreeText texts, String path) {
        return texts.of(path).flatMap(YamlNode::parse).stream()
                .flatMap(root -> items(root, "branches"))
                .map(branch -> {
                    Optional<YamlNode> protection = branch.get("protection");
                    Optional<YamlNode> reviews =
                            protection.flatMap(rules -> rules.get("required_pull_request_reviews"));
                    boolean admins = protection
                            .map(rules -> rules.text("enforce_admins"))
                            .orElse("")
                            .equals("true");
                    int approvals = number(reviews, "required_approving_review_count");
                    return new Ruleset(
                            "settings", path, branch.line(), protection.isPresent(), approvals, admins ? 0 : 1);
                });
    }

    private static List<Ruleset> terraform(TreeText texts, String path) {
        List<Ruleset> found = new ArrayList<>();
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            if (TERRAFORM.matcher(lines.get(i)).find()) {
                found.add(block(path, lines, i));
            }
        }
        return found;
    }

    private static Ruleset block(String path, List<String> lines, int begin) {
        int approvals = 0;
        int bypass = 0;
        boolean enforced = true;
        for (int i = begin + 1; i < lines.size() && !lines.get(i).startsWith("}"); i++) {
            Matcher count = APPROVALS.matcher(lines.get(i));
            approvals = count.find() ? Math.max(approvals, Integer.parseInt(count.group(1))) : approvals;
            bypass += BYPASS.matcher(lines.get(i)).find() ? 1 : 0;
            enforced &= !lines.get(i).matches("\\s*enforcement\\s*=\\s*\"(disabled|evaluate)\".*");
        }
        return new Ruleset("terraform", path, begin + 1, enforced, approvals, bypass);
    }

    private static Stream<YamlNode> items(YamlNode node, String key) {
        return node.get(key).map(YamlNode::items).orElse(List.of()).stream();
    }

    private static int number(Optional<YamlNode> node, String key) {
        String text = node.map(found -> found.text(key)).orElse("");
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
