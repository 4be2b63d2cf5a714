package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.ci.GitLabFile.Placed;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a pipeline of GitLab CI. */
final class GitLabPipeline {

    private static final Set<String> GLOBAL = Set.of(
            "default",
            "include",
            "stages",
            "variables",
            "workflow",
            "image",
            "services",
            "cache",
            "before_script",
            "after_script",
            "spec");
    private static final List<String> STAGES = List.of("build", "test", "deploy");
    private static final int DEEPEST = 10;

    private final Map<String, Placed> keys;

    private GitLabPipeline(Map<String, Placed> keys) {
        this.keys = keys;
    }

    static Pipeline read(TreeText texts, String path) {
        List<Pipeline.Absent> absent = new ArrayList<>();
        Map<String, Placed> keys = GitLabFile.keys(texts, path, absent);
        List<Job> jobs = new GitLabPipeline(keys).jobs();
        return new Pipeline(Service.GITLAB, path, path, jobs, List.of(), List.copyOf(absent), !keys.isEmpty());
    }

    /** A job with the stage it is in. */
    private record Staged(Job job, int stage, boolean explicit) {}

    private List<Job> jobs() {
        Placed workflow = keys.get("workflow");
        List<YamlNode> rules = workflow == null
                ? List.of()
                : workflow.node().get("rules").map(each -> items(each, 0)).orElse(List.of());
        Set<Trigger> pipeline = GitLabRules.ofPipeline(rules);
        List<Staged> staged = keys.keySet().stream()
                .filter(name -> !GLOBAL.contains(name) && !name.startsWith("."))
                .flatMap(name -> job(name, pipeline).stream())
                .toList();
        return staged.stream().map(each -> needing(each, staged)).toList();
    }

    /** A job that does not say what it needs runs after all the jobs of earlier stages. */
    private static Job needing(Staged staged, List<Staged> all) {
        Job job = staged.job();
        if (staged.explicit()) {
            return job;
        }
        List<String> earlier = all.stream()
                .filter(other -> other.stage() < staged.stage() && other.job().unattended())
                .map(other -> other.job().name())
                .toList();
        return new Job(
                job.name(),
                job.path(),
                job.line(),
                job.triggers(),
                job.condition(),
                earlier,
                job.tolerated(),
                job.environment(),
                job.steps());
    }

    private List<Staged> job(String name, Set<Trigger> pipeline) {
        Map<String, Placed> own = GitLabFile.extended(keys, name);
        Placed script = own.containsKey("script") ? own.get("script") : own.get("run");
        Placed declared = keys.get(name);
        if (script == null || declared == null) {
            return List.of();
        }
        Set<Trigger> triggers = triggers(own, pipeline);
        boolean tolerated = tolerated(own);
        List<JobStep> steps = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        Placed before = own.containsKey("before_script") ? own.get("before_script") : inherited("before_script");
        if (before != null) {
            lines.addAll(lines(before.node()));
        }
        lines.addAll(lines(script.node()));
        steps.add(step(lines, script, triggers, tolerated));
        Placed after = own.containsKey("after_script") ? own.get("after_script") : inherited("after_script");
        if (after != null) {
            steps.add(step(lines(after.node()), after, triggers, true));
        }
        Placed needs = own.get("needs");
        Job job = new Job(
                name,
                declared.path(),
                declared.node().line(),
                triggers,
                "",
                needs == null ? List.of() : names(needs.node()),
                tolerated,
                environment(own),
                List.copyOf(steps));
        return List.of(new Staged(job, stage(own), needs != null));
    }

    private static JobStep step(List<Line> lines, Placed at, Set<Trigger> triggers, boolean tolerated) {
        return new JobStep("", List.copyOf(lines), "", at.path(), at.node().line(), triggers, "", tolerated, true);
    }

    private Set<Trigger> triggers(Map<String, Placed> own, Set<Trigger> pipeline) {
        Placed rules = own.get("rules");
        return GitLabRules.of(own, rules == null ? List.of() : items(rules.node(), 0), pipeline);
    }

    private int stage(Map<String, Placed> own) {
        Placed declared = keys.get("stages");
        List<String> stages = declared == null ? STAGES : names(declared.node());
        Placed stage = own.get("stage");
        String name = stage == null ? "test" : stage.node().text();
        return name.equals(".pre") ? -1 : stages.contains(name) ? stages.indexOf(name) : stages.size();
    }

    private static boolean tolerated(Map<String, Placed> own) {
        Placed allowed = own.get("allow_failure");
        return allowed != null
                && (allowed.node().text().equals("true")
                        || !allowed.node().entries().isEmpty());
    }

    private static String environment(Map<String, Placed> own) {
        Placed environment = own.get("environment");
        if (environment == null) {
            return "";
        }
        YamlNode node = environment.node();
        return node.text().isEmpty() ? node.text("name") : node.text();
    }

    private static List<String> names(YamlNode node) {
        return node.items().stream()
                .map(item -> item.text().isEmpty() ? item.text("job") : item.text())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** A key that is set for all jobs at once. */
    private @Nullable Placed inherited(String key) {
        Placed defaults = keys.get("default");
        if (defaults != null && defaults.node().get(key).isPresent()) {
            return new Placed(defaults.node().get(key).orElseThrow(), defaults.path());
        }
        return keys.get(key);
    }

    private List<Line> lines(YamlNode script) {
        return items(script, 0).stream().flatMap(item -> Line.of(item).stream()).toList();
    }

    /** The items of a list, with those of other jobs' lists put in where it refers to them; a scalar is its own item. */
    private List<YamlNode> items(YamlNode node, int depth) {
        if (depth > DEEPEST) {
            return List.of();
        }
        if (node.isTagged("!reference")) {
            return referred(node.items().stream().map(YamlNode::text).toList(), depth);
        }
        return node.items().isEmpty()
                ? List.of(node)
                : node.items().stream()
                        .flatMap(item -> items(item, depth + 1).stream())
                        .toList();
    }

    private List<YamlNode> referred(List<String> names, int depth) {
        if (names.size() < 2) {
            return List.of();
        }
        Placed found = GitLabFile.extended(keys, names.get(0)).get(names.get(1));
        return found == null ? List.of() : items(found.node(), depth + 1);
    }
}
