package dev.gradus.maturity.collect.ci;

import java.util.List;
import java.util.Set;

/**
 * One job of a pipeline.
 *
 * @param name unique in its pipeline; a job of a called workflow carries its caller's name before its own
 * @param line 1-based, in the file of the pipeline or of the called workflow
 * @param triggers what starts it; none where it never runs
 * @param condition under which it runs, as it is written, empty where it always does
 * @param needs names of the jobs that must have passed before it
 * @param tolerated whether its failure fails nothing
 * @param environment which it deploys to, empty where it names none
 */
public record Job(
        String name,
        String path,
        int line,
        Set<Trigger> triggers,
        String condition,
        List<String> needs,
        boolean tolerated,
        String environment,
        List<JobStep> steps) {

    /** Whether anything but a person starts it. */
    public boolean unattended() {
        return triggers.stream().anyMatch(Trigger::unattended);
    }
}
