package dev.gradus.maturity.collect.outside;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;

/** What is reported of a project that runs: drills, the live environment, reviews, roles. */
public final class Operations {

    static final FactType DRILL = FactType.of(
            "rollback.drill",
            Evidence.RUNTIME,
            "A drill in which what serves was taken back to the version before. restored: the version before answered"
                    + " afterwards. seconds: from the command to its answer. boundSeconds: the time that the project allows itself.",
            Map.of(
                    "before", ValueType.STRING,
                    "after", ValueType.STRING,
                    "restored", ValueType.BOOLEAN,
                    "seconds", ValueType.INTEGER,
                    "boundSeconds", ValueType.INTEGER));
    static final FactType POISON = FactType.of(
            "validation.challenge",
            Evidence.RUNTIME,
            "A batch of data that was spoilt on purpose and given to the pipeline. halted: the pipeline stopped before it"
                    + " trained on it.",
            Map.of("poison", ValueType.STRING, "halted", ValueType.BOOLEAN));
    static final FactType LIVE = FactType.of(
            "infra.diff",
            Evidence.RUNTIME,
            "What an environment's code says compared with what runs there. differences: objects that differ, are missing or"
                    + " stand there beside it.",
            Map.of(
                    "environment", ValueType.STRING,
                    "definition", ValueType.STRING,
                    "objects", ValueType.INTEGER,
                    "differences", ValueType.INTEGER));
    static final FactType VALIDATED = FactType.of(
            "validation.result",
            Evidence.RUNTIME,
            "What the checks of data said of a run's input. trained: the run went on to train.",
            Map.of(
                    "run", ValueType.STRING,
                    "checks", ValueType.INTEGER,
                    "failed", ValueType.INTEGER,
                    "trained", ValueType.BOOLEAN));
    static final FactType SERIES = FactType.of(
            "metric.series",
            Evidence.RUNTIME,
            "A series of the monitor that comes from what serves. serving: its version is the one that serves now.",
            Map.of(
                    "metric", ValueType.STRING,
                    "version", ValueType.STRING,
                    "serving", ValueType.BOOLEAN,
                    "samples", ValueType.INTEGER));
    static final FactType LOADED = FactType.of(
            "alert.loaded",
            Evidence.RUNTIME,
            "An alert that the monitor has loaded. receivers: how many receivers its route leads to. error: why it cannot be"
                    + " evaluated, empty where it can.",
            Map.of("alert", ValueType.STRING, "receivers", ValueType.INTEGER, "error", ValueType.STRING));
    static final FactType MERGE = FactType.of(
            "merge.reviewed",
            Evidence.RUNTIME,
            "A merge into the default branch. approvers: people, none of them a program, who approved its last state."
                    + " approvedByOther: one of them is not its author. bypassed: a rule of the branch was set aside for it.",
            Map.of(
                    "id", ValueType.STRING,
                    "author", ValueType.STRING,
                    "approvers", ValueType.STRINGS,
                    "approvedByOther", ValueType.BOOLEAN,
                    "bypassed", ValueType.BOOLEAN));
    static final FactType PROTECTION = FactType.of(
            "branch.protection",
            Evidence.RUNTIME,
            "The rules that the code host enforces on the default branch. approvals: how many a merge needs. bypassActors: who"
                    + " may merge without.",
            Map.of("branch", ValueType.STRING, "approvals", ValueType.INTEGER, "bypassActors", ValueType.STRINGS));
    static final FactType ROLE = FactType.of(
            "role.activity",
            Evidence.RUNTIME,
            "A merged change by a person whose role the organisation's directory tells: science, software or operations.",
            Map.of("person", ValueType.STRING, "role", ValueType.STRING, "merge", ValueType.STRING));
    static final FactType SCAN = FactType.of(
            "image.scan",
            Evidence.RUNTIME,
            "A scan of an image that runs. oldestCriticalDays: for how many days the oldest of its critical flaws has been"
                    + " known, 0 without one.",
            Map.of(
                    "image", ValueType.STRING,
                    "scanner", ValueType.STRING,
                    "criticals", ValueType.INTEGER,
                    "oldestCriticalDays", ValueType.INTEGER));

    private Operations() {}

    /** Who reports these facts. */
    public static List<Collector> collectors() {
        return List.of(
                new Outside("drills", List.of(DRILL, POISON)),
                new Outside("environments", List.of(LIVE)),
                new Outside("pipelines", List.of(VALIDATED)),
                new Outside("monitors", List.of(SERIES, LOADED)),
                new Outside("reviews", List.of(MERGE, PROTECTION)),
                new Outside("directory", List.of(ROLE)),
                new Outside("images", List.of(SCAN)));
    }
}
