package dev.gradus.maturity.collect.ci;

import java.util.List;
import java.util.Set;

/**
 * One step of a job: a script, or an action that somebody else wrote.
 *
 * @param uses the action, empty for a script
 * @param script its lines, none for an action
 * @param folder in which the script runs, empty for the root of the tree
 * @param path file in which it stands: that of the pipeline, or of a composite action
 * @param line 1-based
 * @param triggers those of its job for which the step runs; none where it never does
 * @param condition under which it runs, as it is written, empty where it always does
 * @param tolerated whether its failure is ignored
 * @param pipefail whether a pipe of its script fails with any of its commands
 */
public record JobStep(
        String uses,
        List<Line> script,
        String folder,
        String path,
        int line,
        Set<Trigger> triggers,
        String condition,
        boolean tolerated,
        boolean pipefail) {}
