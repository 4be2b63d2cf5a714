package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.YamlNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What starts a workflow of GitHub, and what the conditions on its jobs and steps leave of that. */
final class GitHubTriggers {

    /** Types of a pull request's events that come with every change of its content. */
    private static final Set<String> EVERY_CHANGE = Set.of("opened", "synchronize", "reopened");

    private static final Set<String> MACHINES =
            Set.of("repository_dispatch", "registry_package", "deployment", "deployment_status", "check_suite");
    private static final Pattern EVENT =
            Pattern.compile("github\\.event_name\\s*(==|!=)\\s*'(\\w+)'|'(\\w+)'\\s*(==|!=)\\s*github\\.event_name");
    private static final Pattern BRANCH =
            Pattern.compile("github\\.(?:ref|ref_name|head_ref)\\s*==\\s*'(?:refs/heads/)?([\\w./-]+)'");
    private static final Pattern TAG =
            Pattern.compile("startsWith\\(\\s*github\\.ref\\s*,\\s*'refs/tags.*|github\\.ref_type\\s*==\\s*'tag'");
    private static final Pattern INPUT = Pattern.compile("!?\\s*(github\\.event\\.)?inputs\\..*");

    static final Guard GUARD = new Guard(GitHubTriggers::left);

    private GitHubTriggers() {}

    /** The triggers of the key {@code on}; those of a workflow that is only called are none. */
    static Set<Trigger> of(YamlNode on) {
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        if (!on.text().isEmpty()) {
            triggers.addAll(event(on.text(), on));
        }
        on.items().forEach(item -> triggers.addAll(event(item.text(), item)));
        on.entries().forEach((name, filter) -> triggers.addAll(event(name, filter)));
        return triggers;
    }

    private static Set<Trigger> event(String name, YamlNode filter) {
        return switch (name) {
            case "push" -> push(filter);
            case "pull_request", "pull_request_target" -> change(filter);
            case "merge_group" -> Set.of(Trigger.CHANGE);
            case "schedule" -> filter.items().isEmpty() ? Set.of() : Set.of(Trigger.SCHEDULE);
            case "release" -> Set.of(Trigger.RELEASE);
            case "workflow_run" -> Set.of(Trigger.UPSTREAM);
            case "workflow_call" -> Set.of();
            default -> Set.of(MACHINES.contains(name) ? Trigger.EVENT : Trigger.MANUAL);
        };
    }

    private static Set<Trigger> push(YamlNode filter) {
        Map<String, YamlNode> filters = filter.entries();
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        if (filters.containsKey("tags")) {
            triggers.add(Trigger.TAG);
        }
        YamlNode branches = filters.get("branches");
        YamlNode ignored = filters.get("branches-ignore");
        if (branches != null) {
            triggers.add(Branches.mayBeDefault(branches) ? Trigger.PUSH : Trigger.BRANCH);
        } else if (ignored != null) {
            triggers.add(Branches.mayBeDefault(ignored) ? Trigger.BRANCH : Trigger.PUSH);
        } else if (triggers.isEmpty()) {
            triggers.addAll(Set.of(Trigger.PUSH, Trigger.BRANCH));
        }
        return triggers;
    }

    private static Set<Trigger> change(YamlNode filter) {
        List<YamlNode> types = filter.get("types").map(GitHubTriggers::each).orElse(List.of());
        boolean always = types.isEmpty() || types.stream().anyMatch(type -> EVERY_CHANGE.contains(type.text()));
        boolean toDefault = filter.get("branches").map(Branches::mayBeDefault).orElse(true);
        if (!always) {
            boolean merged = types.stream().anyMatch(type -> type.text().equals("closed"));
            return Set.of(merged ? Trigger.PUSH : Trigger.MANUAL);
        }
        return toDefault ? Set.of(Trigger.CHANGE) : Set.of(Trigger.BRANCH);
    }

    private static List<YamlNode> each(YamlNode node) {
        return node.items().isEmpty() ? List.of(node) : node.items();
    }

    /** What a condition without connectives leaves. */
    private static Set<Trigger> left(String condition, Set<Trigger> triggers) {
        Matcher event = EVENT.matcher(condition);
        Matcher branch = BRANCH.matcher(condition);
        if (event.find()) {
            String name = event.group(2) == null ? event.group(3) : event.group(2);
            boolean equal = (event.group(1) == null ? event.group(4) : event.group(1)).equals("==");
            return filtered(triggers, named(name), equal);
        }
        if (branch.find()) {
            Set<Trigger> left =
                    filtered(triggers, EnumSet.of(Trigger.CHANGE, Trigger.BRANCH, Trigger.TAG, Trigger.RELEASE), false);
            return Branches.mayBeDefault(branch.group(1)) ? left : filtered(left, EnumSet.of(Trigger.PUSH), false);
        }
        if (TAG.matcher(condition).matches()) {
            return filtered(triggers, EnumSet.of(Trigger.TAG, Trigger.RELEASE, Trigger.MANUAL), true);
        }
        return INPUT.matcher(condition).matches() && !condition.startsWith("!")
                ? filtered(triggers, EnumSet.of(Trigger.MANUAL), true)
                : triggers;
    }

    private static Set<Trigger> named(String event) {
        return switch (event) {
            case "push" -> EnumSet.of(Trigger.PUSH, Trigger.BRANCH, Trigger.TAG);
            case "pull_request", "pull_request_target", "merge_group" -> EnumSet.of(Trigger.CHANGE);
            case "schedule" -> EnumSet.of(Trigger.SCHEDULE);
            case "release" -> EnumSet.of(Trigger.RELEASE);
            case "workflow_run" -> EnumSet.of(Trigger.UPSTREAM);
            default -> EnumSet.of(MACHINES.contains(event) ? Trigger.EVENT : Trigger.MANUAL);
        };
    }

    private static Set<Trigger> filtered(Set<Trigger> triggers, Set<Trigger> named, boolean keep) {
        Set<Trigger> left = EnumSet.noneOf(Trigger.class);
        triggers.stream().filter(trigger -> named.contains(trigger) == keep).forEach(left::add);
        return left;
    }
}
