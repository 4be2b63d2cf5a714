package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.JobStep;
import dev.gradus.maturity.collect.ci.Pipeline;
import dev.gradus.maturity.collect.ci.Trigger;
import dev.gradus.maturity.collect.wiring.Led;
import dev.gradus.maturity.collect.wiring.ScriptLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All pipelines, and what their lines do. */
record Observed(List<Pipeline> pipelines, Doing doing, Map<Job, List<Line>> known) {

    private static final int LONGEST_CHAIN = 5;

    Observed(List<Pipeline> pipelines, Doing doing) {
        this(pipelines, doing, new HashMap<>());
    }

    /**
     * One line or action of a job.
     *
     * @param does what it does, by the words of {@link Doing}
     * @param decides whether its failure is that of the job
     * @param unattended whether anything but a person starts it
     * @param after what must have passed before it
     */
    record Line(
            Pipeline pipeline,
            Job job,
            JobStep step,
            int line,
            Set<String> does,
            boolean decides,
            boolean unattended,
            Set<String> after) {

        String path() {
            return step.path();
        }

        Set<Trigger> triggers() {
            return step.triggers();
        }

        boolean cached() {
            return step.condition().contains("cache-hit");
        }
    }

    List<Line> of(Pipeline pipeline, Job job) {
        List<Line> lines = known.get(job);
        if (lines == null) {
            lines = read(pipeline, job, before(pipeline, job, 0));
            known.put(job, lines);
        }
        return lines;
    }

    private List<Line> read(Pipeline pipeline, Job job, Set<String> before) {
        Set<String> after = new TreeSet<>(before);
        List<Line> lines = new ArrayList<>();
        for (JobStep step : job.steps()) {
            for (Part part : parts(job, step)) {
                boolean unattended = step.triggers().stream().anyMatch(Trigger::unattended)
                        && (!step.triggers().equals(Set.of(Trigger.UPSTREAM)) || followsUnattended(pipeline, 0));
                lines.add(new Line(
                        pipeline, job, step, part.line(), part.does(), part.decides(), unattended, Set.copyOf(after)));
                if (part.decides() && !step.triggers().isEmpty()) {
                    after.addAll(part.does());
                }
            }
        }
        return List.copyOf(lines);
    }

    private record Part(int line, Set<String> does, boolean decides) {}

    private List<Part> parts(Job job, JobStep step) {
        if (!step.uses().isEmpty()) {
            return List.of(new Part(step.line(), Tools.does(step.uses()), !job.tolerated() && !step.tolerated()));
        }
        return ScriptLine.of(job, step).stream()
                .map(line -> part(line.command().line(), doing.of(line.command()), line.decides()))
                .toList();
    }

    private static Part part(int line, Doing.Done done, boolean decides) {
        return new Part(line, done.does(), decides && done.decides());
    }

    /** What the jobs before this one do, where their failure stops it, and those of a pipeline that must have passed. */
    private Set<String> before(Pipeline pipeline, Job job, int depth) {
        Set<String> before = new TreeSet<>();
        Set<Job> jobs = pipeline.before(job);
        jobs.forEach(other -> before.addAll(does(other)));
        boolean passed = Stream.concat(Stream.of(job), jobs.stream())
                .anyMatch(each -> each.condition().contains("conclusion"));
        if (passed && depth < LONGEST_CHAIN) {
            followed(pipeline).forEach(other -> other.jobs().forEach(each -> {
                before.addAll(does(each));
                before.addAll(before(other, each, depth + 1));
            }));
        }
        return before;
    }

    private Set<String> does(Job job) {
        Set<String> does = new TreeSet<>();
        job.steps().stream()
                .filter(step -> !step.triggers().isEmpty())
                .flatMap(step -> parts(job, step).stream())
                .filter(Part::decides)
                .forEach(part -> does.addAll(part.does()));
        return does;
    }

    private Stream<Pipeline> followed(Pipeline pipeline) {
        return pipelines.stream().filter(other -> pipeline.follows().contains(other.name()) && !other.equals(pipeline));
    }

    private boolean followsUnattended(Pipeline pipeline, int depth) {
        return depth < LONGEST_CHAIN
                && followed(pipeline).anyMatch(other -> other.jobs().stream()
                        .flatMap(job -> job.triggers().stream())
                        .anyMatch(trigger -> trigger == Trigger.UPSTREAM
                                ? followsUnattended(other, depth + 1)
                                : trigger.unattended()));
    }

    Stream<Led.Dangling> dangling(Job job) {
        return job.steps().stream()
                .filter(step -> step.uses().isEmpty() && !step.triggers().isEmpty())
                .flatMap(step -> ScriptLine.of(job, step).stream())
                .flatMap(line -> doing.dangling(line.command()).stream());
    }
}
