package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a workflow of GitHub Actions with the workflows and composite actions of the tree that it calls. */
final class GitHubWorkflow {

    private static final int DEEPEST = 5;

    private final TreeText texts;
    private final List<Pipeline.Absent> absent = new ArrayList<>();

    private GitHubWorkflow(TreeText texts) {
        this.texts = texts;
    }

    static Pipeline read(TreeText texts, String path) {
        GitHubWorkflow workflow = new GitHubWorkflow(texts);
        Optional<YamlNode> root = texts.of(path).flatMap(YamlNode::parse);
        List<Job> jobs = new ArrayList<>();
        root.ifPresent(file -> {
            Set<Trigger> triggers = file.get("on").map(GitHubTriggers::of).orElse(Set.of());
            workflow.jobs(new Caller(path, "", triggers, List.of(), false, 0), file, jobs);
        });
        String name = root.map(file -> file.text("name"))
                .filter(given -> !given.isEmpty())
                .orElse(path);
        List<String> follows = root.flatMap(file -> file.get("on"))
                .flatMap(on -> on.get("workflow_run"))
                .flatMap(run -> run.get("workflows"))
                .map(GitHubWorkflow::names)
                .orElse(List.of());
        return new Pipeline(Service.GITHUB, path, name, jobs, follows, workflow.absent, root.isPresent());
    }

    /** What a file's jobs inherit from the job that calls the file. */
    private record Caller(
            String path, String prefix, Set<Trigger> triggers, List<String> needs, boolean tolerated, int depth) {}

    /** What a list of steps inherits. */
    private record Setting(
            String path, String folder, String shell, Set<Trigger> triggers, boolean tolerated, int depth) {}

    private void jobs(Caller caller, YamlNode file, List<Job> jobs) {
        file.get("jobs").ifPresent(all -> all.entries().forEach((name, job) -> job(caller, file, name, job, jobs)));
    }

    private void job(Caller caller, YamlNode file, String name, YamlNode job, List<Job> jobs) {
        Set<Trigger> triggers = GitHubTriggers.GUARD.left(caller.triggers(), job.text("if"));
        boolean tolerated = caller.tolerated() || isTrue(job.text("continue-on-error"));
        List<String> needs = new ArrayList<>(caller.needs());
        job.get("needs").ifPresent(named -> names(named).forEach(each -> needs.add(caller.prefix() + each)));
        String uses = job.text("uses");
        String full = caller.prefix() + name;
        if (uses.startsWith("./")) {
            int before = jobs.size();
            Caller called = new Caller(
                    Paths.join("", uses), full + " / ", triggers, List.copyOf(needs), tolerated, caller.depth() + 1);
            called(called, caller, job, jobs);
            // Who needs the calling job needs every job that it calls.
            jobs.subList(before, jobs.size()).forEach(each -> needs.add(each.name()));
        }
        Setting setting = new Setting(
                caller.path(),
                inherited(file, job, "working-directory"),
                inherited(file, job, "shell"),
                triggers,
                tolerated,
                0);
        List<JobStep> steps = new ArrayList<>();
        job.get("steps").ifPresent(all -> all.items().forEach(step -> step(setting, step, steps)));
        if (!uses.isEmpty() && !uses.startsWith("./")) {
            steps.add(new JobStep(uses, List.of(), "", caller.path(), job.line(), triggers, "", tolerated, false));
        }
        String environment =
                job.get("environment").map(GitHubWorkflow::environment).orElse("");
        jobs.add(new Job(
                full,
                caller.path(),
                job.line(),
                triggers,
                job.text("if"),
                List.copyOf(needs),
                tolerated,
                environment,
                steps));
    }

    private void called(Caller called, Caller caller, YamlNode job, List<Job> jobs) {
        Optional<YamlNode> file = texts.of(called.path()).flatMap(YamlNode::parse);
        if (file.isEmpty()) {
            absent.add(new Pipeline.Absent(
                    called.path(), caller.path(), job.get("uses").orElse(job).line()));
        } else if (called.depth() < DEEPEST) {
            jobs(called, file.get(), jobs);
        }
    }

    private void step(Setting setting, YamlNode step, List<JobStep> steps) {
        Set<Trigger> triggers = GitHubTriggers.GUARD.left(setting.triggers(), step.text("if"));
        boolean tolerated = setting.tolerated() || isTrue(step.text("continue-on-error"));
        String uses = step.text("uses");
        if (uses.startsWith("./")) {
            Setting inner = new Setting(setting.path(), setting.folder(), "", triggers, tolerated, setting.depth() + 1);
            composite(inner, Paths.join("", uses), step, steps);
            return;
        }
        String shell = step.text("shell").isEmpty() ? setting.shell() : step.text("shell");
        String folder = step.get("working-directory").map(YamlNode::text).orElse(setting.folder());
        List<Line> script = step.get("run").map(GitHubWorkflow::script).orElse(List.of());
        // The service starts an unnamed shell with -e alone, and one that is named "bash" with pipefail too.
        boolean pipefail = shell.equals("bash") || shell.contains("pipefail");
        int line = script.isEmpty() ? step.line() : script.get(0).line();
        steps.add(new JobStep(
                uses,
                script,
                Paths.join("", folder),
                setting.path(),
                line,
                triggers,
                step.text("if"),
                tolerated,
                pipefail));
    }

    private void composite(Setting setting, String folder, YamlNode step, List<JobStep> steps) {
        Optional<String> file = Stream.of("action.yml", "action.yaml")
                .map(name -> Paths.join(folder, name))
                .filter(texts::has)
                .findFirst();
        if (file.isEmpty()) {
            absent.add(new Pipeline.Absent(
                    folder, setting.path(), step.get("uses").orElse(step).line()));
        } else if (setting.depth() < DEEPEST) {
            Setting inner = new Setting(
                    file.get(), setting.folder(), "", setting.triggers(), setting.tolerated(), setting.depth());
            texts.of(file.get())
                    .flatMap(YamlNode::parse)
                    .flatMap(root -> root.get("runs"))
                    .flatMap(runs -> runs.get("steps"))
                    .ifPresent(all -> all.items().forEach(each -> step(inner, each, steps)));
        }
    }

    /** An expression of the service is put in before a shell sees it; what it is, the tree does not say. */
    private static List<Line> script(YamlNode run) {
        return Line.of(run).stream()
                .map(line -> new Line(line.text().replaceAll("\\$\\{\\{.*?}}", "\\$EXPRESSION"), line.line()))
                .toList();
    }

    private static String inherited(YamlNode file, YamlNode job, String key) {
        return Stream.of(job, file)
                .flatMap(node -> node.get("defaults").stream())
                .flatMap(defaults -> defaults.get("run").stream())
                .map(run -> run.text(key))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String environment(YamlNode environment) {
        return environment.text().isEmpty() ? environment.text("name") : environment.text();
    }

    private static boolean isTrue(String text) {
        return text.replaceAll("[${}\\s]", "").equals("true");
    }

    private static List<String> names(YamlNode node) {
        return node.items().isEmpty()
                ? List.of(node.text())
                : node.items().stream().map(YamlNode::text).toList();
    }
}
