package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.Pipeline;
import dev.gradus.maturity.collect.pipeline.Gatekeeping.Spot;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.wiring.ScriptLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Registrations that every job which reaches them makes only after a step of its own that can refuse: a program that ends with
 * an error or an exit code when a score misses its bound.
 */
final class GateSteps {

    private final Survey survey;
    private final Function<Started, Gatekeeping> reading;
    private final Set<Spot> guarded = new HashSet<>();
    private final Set<Spot> open = new HashSet<>();
    private final List<Gatekeeping> gates = new ArrayList<>();

    private GateSteps(Survey survey, Function<Started, Gatekeeping> reading) {
        this.survey = survey;
        this.reading = reading;
    }

    /** @param reading what is known of the ways of a program */
    static GateSteps of(Survey survey, Function<Started, Gatekeeping> reading) {
        GateSteps steps = new GateSteps(survey, reading);
        for (Pipeline pipeline : survey.pipelines().all()) {
            pipeline.jobs().forEach(job -> steps.follow(pipeline, job));
        }
        steps.guarded.removeAll(steps.open);
        return steps;
    }

    /** The guarded registrations. */
    Set<Spot> guarded() {
        return guarded;
    }

    /** What is known of the programs that guard them. */
    List<Gatekeeping> gates() {
        return gates;
    }

    private void follow(Pipeline pipeline, Job job) {
        boolean refused = pipeline.before(job).stream()
                .flatMap(GateSteps::lines)
                .filter(ScriptLine::decides)
                .anyMatch(this::refuses);
        for (ScriptLine line : lines(job).toList()) {
            (refused ? guarded : open).addAll(GateCollector.spots(survey.follow(line.command()), "register"));
            refused |= line.decides() && refuses(line);
        }
    }

    private static Stream<ScriptLine> lines(Job job) {
        return job.steps().stream()
                .filter(step -> !step.triggers().isEmpty())
                .flatMap(step -> ScriptLine.of(job, step).stream());
    }

    private boolean refuses(ScriptLine line) {
        Started started = survey.follow(line.command());
        if (started.led().programs().isEmpty()) {
            return false;
        }
        Gatekeeping gatekeeping = reading.apply(started);
        boolean refuses = gatekeeping.refuses();
        if (refuses) {
            gates.add(gatekeeping);
        }
        return refuses;
    }
}
