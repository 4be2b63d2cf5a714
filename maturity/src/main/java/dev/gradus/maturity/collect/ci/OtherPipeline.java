package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline of a service whose format is recognised and not understood: what it runs is found, what starts it is set up
 * elsewhere as far as this reading goes.
 */
final class OtherPipeline {

    private static final Set<String> SCRIPTS = Set.of("run", "script", "bash", "command", "commands", "args");
    private static final Pattern JENKINS =
            Pattern.compile("\\b(?:sh|bat)\\s*\\(?\\s*(?:script:\\s*)?(\"\"\"|'''|\"|')(.*?)\\1", Pattern.DOTALL);
    private static final Set<Trigger> ELSEWHERE = Set.of(Trigger.ELSEWHERE);

    private final String path;
    private final List<Job> jobs = new ArrayList<>();

    private OtherPipeline(String path) {
        this.path = path;
    }

    static Pipeline read(TreeText texts, Service service, String path) {
        OtherPipeline pipeline = new OtherPipeline(path);
        if (service == Service.JENKINS) {
            texts.of(path).ifPresent(pipeline::jenkins);
        } else {
            texts.of(path).stream()
                    .flatMap(text -> YamlNode.documents(text).stream())
                    .forEach(root -> pipeline.walk(root, "", 0));
        }
        return new Pipeline(service, path, path, List.copyOf(pipeline.jobs), List.of(), List.of(), false);
    }

    private void walk(YamlNode node, String name, int depth) {
        if (depth > 12) {
            return;
        }
        for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
            YamlNode value = entry.getValue();
            List<Line> lines = SCRIPTS.contains(entry.getKey()) ? Line.of(value) : List.of();
            if (lines.isEmpty()) {
                walk(value, depth <= 1 ? entry.getKey() : name, depth + 1);
            } else {
                add(name, lines);
            }
        }
        node.items().forEach(item -> walk(item, name, depth + 1));
    }

    private void jenkins(String text) {
        Matcher script = JENKINS.matcher(text);
        while (script.find()) {
            int line = (int) text.substring(0, script.start(2)).lines().count();
            List<Line> lines = new ArrayList<>();
            for (String each : script.group(2).split("\n", -1)) {
                if (!each.isBlank()) {
                    lines.add(new Line(each.strip(), line));
                }
                line++;
            }
            add("pipeline", lines);
        }
    }

    private void add(String name, List<Line> lines) {
        if (!lines.isEmpty()) {
            int line = lines.get(0).line();
            JobStep step = new JobStep("", lines, "", path, line, ELSEWHERE, "", false, false);
            jobs.add(new Job(name, path, line, ELSEWHERE, "", List.of(), false, "", List.of(step)));
        }
    }
}
