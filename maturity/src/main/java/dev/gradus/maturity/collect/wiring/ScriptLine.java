package dev.gradus.maturity.collect.wiring;

import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.JobStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of the script of a pipeline's step.
 *
 * <pre>{@code
 * ScriptLine.of(job, step).stream().filter(ScriptLine::decides).map(line -> survey.follow(line.command()))
 * }</pre>
 *
 * @param command the line by itself, in the folder and under the shell's options that the lines before it set
 * @param decides whether a failure of a command in the line is that of the whole job
 */
public record ScriptLine(Command command, boolean decides) {

    private static final Set<String> IDLE = Set.of("true", ":", "echo", "printf", "exit");

    /** The lines of a step that start anything. */
    public static List<ScriptLine> of(Job job, JobStep step) {
        Command whole = whole(job, step);
        Map<Command.Step, Boolean> deciding = new LinkedHashMap<>();
        for (Script.Run run : Script.read(whole)) {
            boolean decides = run.decides() && !IDLE.contains(run.words().get(0));
            deciding.merge(run.step(), decides, Boolean::logicalOr);
        }
        boolean tolerated = job.tolerated() || step.tolerated();
        List<ScriptLine> lines = new ArrayList<>();
        List<Command.Step> before = new ArrayList<>();
        for (Command.Step each : whole.steps()) {
            if (each.text().matches("(set|cd)\\s[^;&|]*")) {
                before.add(each);
            } else if (deciding.containsKey(each)) {
                List<Command.Step> steps = new ArrayList<>(before);
                steps.add(each);
                Command command = new Command(
                        Command.Kind.CI, job.name(), step.path(), each.line(), step.folder(), List.copyOf(steps));
                lines.add(new ScriptLine(command, !tolerated && deciding.getOrDefault(each, false)));
            }
        }
        return lines;
    }

    /** The whole script of a step as one command. */
    public static Command whole(Job job, JobStep step) {
        List<Command.Step> steps = new ArrayList<>();
        if (step.pipefail()) {
            steps.add(new Command.Step("set -o pipefail", step.line()));
        }
        step.script().forEach(line -> steps.add(new Command.Step(line.text(), line.line())));
        return new Command(Command.Kind.CI, job.name(), step.path(), step.line(), step.folder(), steps);
    }
}
