package dev.gradus.maturity.collect.wiring;

import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.JobStep;
import dev.gradus.maturity.collect.ci.Pipelines;
import dev.gradus.maturity.collect.java.JavaIndex;
import dev.gradus.maturity.collect.maven.Poms;
import dev.gradus.maturity.collect.python.PythonIndex;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands of a project and what each leads to.
 *
 * <pre>{@code
 * Wiring wiring = Wiring.of(texts, poms, javas, pythons, pipelines);
 * wiring.led().forEach((command, led) -> System.out.println(command.name() + " starts " + led.programs()));
 * }</pre>
 */
public record Wiring(List<Command> commands, Map<Command, Led> led) {

    public static Wiring of(TreeText texts, Poms poms, JavaIndex javas, PythonIndex pythons, Pipelines pipelines) {
        List<Command> commands = DeclaredCommands.read(texts, poms, pipelines);
        Map<Command, Led> led = new LinkedHashMap<>();
        for (Command command : commands) {
            led.put(command, new Tracing(commands, texts, javas, pythons).follow(command));
        }
        return new Wiring(commands, led);
    }

    /** The command that the script of a pipeline's step is. */
    public static Command command(Job job, JobStep step) {
        return ScriptLine.whole(job, step);
    }

    /** What any command would lead to, whether the project declares it or not. */
    public Led follow(Command command, TreeText texts, JavaIndex javas, PythonIndex pythons) {
        return new Tracing(commands, texts, javas, pythons).follow(command);
    }
}
