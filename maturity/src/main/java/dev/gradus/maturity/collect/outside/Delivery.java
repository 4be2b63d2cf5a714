package dev.gradus.maturity.collect.outside;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;

/** What is reported of pipelines that ran: checks of changes, tests, trainings, decisions of gates, deployments. */
public final class Delivery {

    static final FactType HEAD = FactType.of(
            "ci.head",
            Evidence.RUNTIME,
            "The state of the checks on the last commit of the default branch. passed: there were some, and all passed.",
            Map.of("commit", ValueType.STRING, "passed", ValueType.BOOLEAN));
    static final FactType MERGED = FactType.of(
            "ci.merged",
            Evidence.RUNTIME,
            "One of the last merges into the default branch. passed: a check ran on what was merged, and passed.",
            Map.of("commit", ValueType.STRING, "passed", ValueType.BOOLEAN));
    static final FactType COVERAGE = FactType.of(
            "test.coverage",
            Evidence.RUNTIME,
            "How much of a package of the project the tests ran, from the report of a coverage tool. training: the command that"
                    + " trains reaches the package.",
            Map.of(
                    "name", ValueType.STRING,
                    "lines", ValueType.INTEGER,
                    "covered", ValueType.INTEGER,
                    "training", ValueType.BOOLEAN));
    static final FactType MUTANT = FactType.of(
            "test.challenge",
            Evidence.RUNTIME,
            "A fault that was put into the project's code on purpose. killed: a test failed on it.",
            Map.of("mutant", ValueType.STRING, "killed", ValueType.BOOLEAN));
    static final FactType SAMPLE = FactType.of(
            "ci.sample",
            Evidence.RUNTIME,
            "A job that ran the whole pipeline on a sample. model: digest of the model that it made, empty without one."
                    + " metrics: names of the scores that it gave. fresh: no earlier commit's job had made the same model before"
                    + " the code that makes it changed.",
            Map.of(
                    "commit", ValueType.STRING,
                    "passed", ValueType.BOOLEAN,
                    "model", ValueType.STRING,
                    "metrics", ValueType.STRINGS,
                    "fresh", ValueType.BOOLEAN));
    static final FactType TRAINING = FactType.of(
            "training.run",
            Evidence.RUNTIME,
            "A training that a pipeline ran to its end. cause: what started it, by the words of the triggers of ci.command."
                    + " service: its actor is a service identity, not a person's.",
            Map.of(
                    "run", ValueType.STRING,
                    "actor", ValueType.STRING,
                    "service", ValueType.BOOLEAN,
                    "cause", ValueType.STRING));
    static final FactType DECISION = FactType.of(
            "gate.decision",
            Evidence.RUNTIME,
            "What a quality gate decided about a model, as it was stored. registered: the model is a version all the same.",
            Map.of(
                    "model", ValueType.STRING,
                    "accepted", ValueType.BOOLEAN,
                    "registered", ValueType.BOOLEAN,
                    "checks", ValueType.INTEGER));
    static final FactType SABOTAGE = FactType.of(
            "gate.challenge",
            Evidence.RUNTIME,
            "A model that was made worse on purpose and offered for registration. kind: how, such as shuffled labels. refused:"
                    + " it did not become a version.",
            Map.of("kind", ValueType.STRING, "refused", ValueType.BOOLEAN));
    static final FactType DEPLOYMENT = FactType.of(
            "deployment.done",
            Evidence.RUNTIME,
            "Something was deployed to an environment. pipeline: a pipeline did it, not a person. cause: what started it, by the"
                    + " words of the triggers of ci.command. builtByCi: its digest is that of an artefact which CI built.",
            Map.of(
                    "environment", ValueType.STRING,
                    "digest", ValueType.STRING,
                    "actor", ValueType.STRING,
                    "pipeline", ValueType.BOOLEAN,
                    "cause", ValueType.STRING,
                    "builtByCi", ValueType.BOOLEAN));

    private Delivery() {}

    /** Who reports these facts. */
    public static List<Collector> collectors() {
        return List.of(
                new Outside("checks", List.of(HEAD, MERGED, COVERAGE, SAMPLE)),
                new Outside("trainings", List.of(TRAINING)),
                new Outside("gates", List.of(DECISION)),
                new Outside("challenges", List.of(MUTANT, SABOTAGE)),
                new Outside("releases", List.of(DEPLOYMENT)));
    }
}
