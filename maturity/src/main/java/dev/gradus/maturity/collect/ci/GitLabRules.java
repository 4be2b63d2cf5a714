package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.YamlNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What starts a job of GitLab: its rules, or the older only and except, or its bare {@code when}. */
final class GitLabRules {

    /** What starts a pipeline where nothing is said; schedules are kept in the service and count where a rule names them. */
    private static final Set<Trigger> UNSAID = EnumSet.of(Trigger.PUSH, Trigger.CHANGE, Trigger.BRANCH, Trigger.TAG);

    private static final Pattern SOURCE = Pattern.compile("\\$CI_PIPELINE_SOURCE\\s*(==|!=)\\s*[\"'](\\w+)[\"']");
    private static final Pattern BRANCH = Pattern.compile(
            "\\$CI_COMMIT_(?:BRANCH|REF_NAME)\\s*(==|!=)\\s*(\\$CI_DEFAULT_BRANCH|[\"'][\\w./-]+[\"'])");
    private static final Guard GUARD = new Guard(GitLabRules::left);

    private GitLabRules() {}

    /**
     * The triggers of a job.
     *
     * @param rules its rules, with what they refer to put in
     * @param pipeline the triggers of the whole pipeline
     */
    static Set<Trigger> of(Map<String, GitLabFile.Placed> job, List<YamlNode> rules, Set<Trigger> pipeline) {
        GitLabFile.Placed said = job.get("when");
        String when = said == null ? "" : said.node().text();
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        if (job.containsKey("rules")) {
            triggers.addAll(byRules(rules, when));
        } else if (when.equals("manual")) {
            triggers.add(Trigger.MANUAL);
        } else if (!when.equals("never")) {
            triggers.addAll(byRefs(job));
        }
        triggers.removeIf(trigger -> trigger != Trigger.MANUAL && !pipeline.contains(trigger));
        return triggers;
    }

    /** The triggers of a pipeline, by the rules of its workflow; every one where it has none. */
    static Set<Trigger> ofPipeline(List<YamlNode> rules) {
        if (rules.isEmpty()) {
            return EnumSet.allOf(Trigger.class);
        }
        Set<Trigger> triggers = byRules(rules, "");
        // What the clock, a call or a button starts runs on a branch too, and so by a rule that asks for the branch
        // alone.
        if (rules.stream().anyMatch(rule -> rule.text("if").matches(".*CI_COMMIT_(BRANCH|REF_NAME).*"))) {
            triggers.addAll(EnumSet.of(Trigger.SCHEDULE, Trigger.EVENT, Trigger.MANUAL));
        }
        return triggers;
    }

    private static Set<Trigger> byRules(List<YamlNode> rules, String otherwise) {
        Set<Trigger> open = EnumSet.allOf(Trigger.class);
        open.remove(Trigger.ELSEWHERE);
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        for (YamlNode rule : rules) {
            Set<Trigger> matched = EnumSet.noneOf(Trigger.class);
            matched.addAll(GUARD.left(open, rule.text("if")));
            String when = rule.text("when").isEmpty() ? otherwise : rule.text("when");
            if (when.equals("manual")) {
                triggers.add(Trigger.MANUAL);
            } else if (!when.equals("never")) {
                triggers.addAll(matched);
            }
            // A rule on changed files leaves the other changes to the rules below.
            if (rule.get("changes").isEmpty() && rule.get("exists").isEmpty()) {
                open.removeAll(matched);
            }
        }
        return triggers;
    }

    private static Set<Trigger> byRefs(Map<String, GitLabFile.Placed> job) {
        GitLabFile.Placed only = job.get("only");
        GitLabFile.Placed except = job.get("except");
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        if (only == null) {
            triggers.addAll(UNSAID);
        } else {
            refs(only.node()).forEach(ref -> triggers.addAll(ref(ref)));
        }
        if (except != null) {
            refs(except.node()).forEach(ref -> triggers.removeAll(ref(ref)));
        }
        return triggers;
    }

    private static List<String> refs(YamlNode node) {
        YamlNode refs = node.get("refs").orElse(node);
        return refs.items().isEmpty()
                ? List.of(refs.text())
                : refs.items().stream().map(YamlNode::text).toList();
    }

    private static Set<Trigger> ref(String ref) {
        return switch (ref) {
            case "" -> UNSAID;
            case "branches", "pushes" -> EnumSet.of(Trigger.PUSH, Trigger.CHANGE, Trigger.BRANCH);
            case "merge_requests" -> EnumSet.of(Trigger.CHANGE);
            case "tags" -> EnumSet.of(Trigger.TAG);
            case "schedules" -> EnumSet.of(Trigger.SCHEDULE);
            case "triggers", "api", "pipelines" -> EnumSet.of(Trigger.EVENT);
            case "web", "chat" -> EnumSet.of(Trigger.MANUAL);
            default -> EnumSet.of(Branches.mayBeDefault(ref) ? Trigger.PUSH : Trigger.BRANCH);
        };
    }

    private static Set<Trigger> left(String condition, Set<Trigger> triggers) {
        Matcher source = SOURCE.matcher(condition);
        Matcher branch = BRANCH.matcher(condition);
        if (source.find()) {
            return filtered(triggers, source(source.group(2)), source.group(1).equals("=="));
        }
        if (branch.find()) {
            String name = branch.group(2).replaceAll("[\"']", "").toLowerCase(Locale.ROOT);
            boolean main = Branches.mayBeDefault(name);
            Set<Trigger> named = EnumSet.of(main ? Trigger.PUSH : Trigger.BRANCH);
            return filtered(triggers, named, branch.group(1).equals("=="));
        }
        if (condition.matches("\\$CI_MERGE_REQUEST_\\w+")) {
            return filtered(triggers, EnumSet.of(Trigger.CHANGE), true);
        }
        if (condition.matches("\\$CI_COMMIT_TAG\\b.*")) {
            return filtered(triggers, EnumSet.of(Trigger.TAG), true);
        }
        return condition.matches("\\$CI_COMMIT_BRANCH")
                ? filtered(triggers, EnumSet.of(Trigger.PUSH, Trigger.BRANCH), true)
                : filtered(triggers, UNSAID, true);
    }

    private static Set<Trigger> source(String name) {
        return switch (name) {
            case "merge_request_event" -> EnumSet.of(Trigger.CHANGE);
            case "push" -> EnumSet.of(Trigger.PUSH, Trigger.BRANCH, Trigger.TAG);
            case "schedule" -> EnumSet.of(Trigger.SCHEDULE);
            case "trigger", "api", "pipeline", "parent_pipeline" -> EnumSet.of(Trigger.EVENT);
            default -> EnumSet.of(Trigger.MANUAL);
        };
    }

    private static Set<Trigger> filtered(Set<Trigger> triggers, Set<Trigger> named, boolean keep) {
        Set<Trigger> left = EnumSet.noneOf(Trigger.class);
        triggers.stream().filter(trigger -> named.contains(trigger) == keep).forEach(left::add);
        return left;
    }
}
