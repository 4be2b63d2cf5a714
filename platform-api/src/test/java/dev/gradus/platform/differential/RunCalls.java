package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** Experiments and runs: made, read, renamed, deleted, restored. */
final class RunCalls {
    private final Dice dice;
    private final World world;
    private final Words words;

    RunCalls(Dice dice, World world, Words words) {
        this.dice = dice;
        this.world = world;
        this.words = words;
    }

    Draft experiment() {
        return switch (dice.below(12)) {
            case 0, 1, 2 -> createExperiment();
            case 3, 4 -> new Draft(Endpoint.GET_EXPERIMENT).with("experiment_id", world.experiment());
            case 5 -> new Draft(Endpoint.GET_EXPERIMENT_BY_NAME).with("experiment_name", knownName());
            case 6 -> deleteExperiment();
            case 7 -> restoreExperiment();
            case 8 -> renameExperiment();
            case 9, 10 ->
                new Draft(Endpoint.SET_EXPERIMENT_TAG)
                        .with("experiment_id", world.experiment())
                        .with("key", words.tag())
                        .with("value", words.value(Words.Limit.TAG_OF_EXPERIMENT));
            default ->
                new Draft(Endpoint.DELETE_EXPERIMENT_TAG)
                        .with("experiment_id", world.experiment())
                        .with("key", words.tag());
        };
    }

    Draft run() {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> createRun();
            case 3, 4, 5 -> new Draft(Endpoint.GET_RUN).with(runField(), world.run());
            case 6, 7 -> updateRun();
            case 8 -> deleteRun();
            default -> restoreRun();
        };
    }

    Draft createExperiment() {
        String symbol = world.symbol("exp");
        String name = dice.oneIn(8) ? knownName() : dice.oneIn(40) ? "n".repeat(501) : experimentName(symbol);
        Draft draft = new Draft(Endpoint.CREATE_EXPERIMENT)
                .with("name", name)
                .learns(symbol, "/experiment_id")
                .then(() -> {
                    if (!world.experimentNames.contains(name)) {
                        world.add(world.experiments, "${" + symbol + "}");
                        world.experimentNames.add(name);
                    }
                });
        if (dice.oneIn(3)) {
            draft.with("tags", words.tags(Words.Limit.TAG_OF_EXPERIMENT));
        }
        if (dice.oneIn(15)) {
            draft.with(
                    "artifact_location",
                    dice.of("s3://bucket/a", "s3://b/../c", "s3://b/c#d", "gs://b?x=..", "  ", "relative/a"));
        }
        return draft;
    }

    Draft createRun() {
        String symbol = world.symbol("run");
        String experiment = world.experiment();
        Draft draft = new Draft(Endpoint.CREATE_RUN)
                .with("experiment_id", experiment)
                .with("start_time", world.nextStart())
                .learns(symbol, "/run/info/run_id")
                .then(() -> {
                    world.add(world.runs, "${" + symbol + "}");
                    world.roots.add(experiment + "/${" + symbol + "}/artifacts");
                });
        if (!dice.oneIn(5)) {
            draft.with("run_name", words.value());
        }
        if (!dice.oneIn(4)) {
            draft.with("user_id", dice.of("ann", "bob", "größe"));
        }
        if (dice.oneIn(3)) {
            draft.with("tags", tagsOfRun());
        }
        return draft;
    }

    private ArrayNode tagsOfRun() {
        ArrayNode tags = words.tags(Words.Limit.TAG);
        if (dice.oneIn(4)) {
            tags.add(words.pair("mlflow.runName", words.value()));
        }
        if (dice.oneIn(4)) {
            tags.add(words.pair("mlflow.parentRunId", world.run()));
        }
        return tags;
    }

    private Draft updateRun() {
        Draft draft = new Draft(Endpoint.UPDATE_RUN).with(runField(), world.run());
        if (!dice.oneIn(4)) {
            draft.with(
                    "status",
                    dice.of(
                            "RUNNING",
                            "SCHEDULED",
                            "FINISHED",
                            "FAILED",
                            "KILLED",
                            dice.oneIn(4) ? "DONE" : "FINISHED"));
        }
        if (dice.oneIn(2)) {
            draft.with("end_time", words.time() + 60_000);
        }
        if (dice.oneIn(4)) {
            draft.with("run_name", dice.oneIn(6) ? "" : words.value());
        }
        return draft;
    }

    private Draft deleteRun() {
        String run = world.run();
        return new Draft(Endpoint.DELETE_RUN).with("run_id", run).then(() -> alive(run, false));
    }

    private Draft restoreRun() {
        String run = world.runs.isEmpty() ? world.run() : dice.of(world.runs).name();
        return new Draft(Endpoint.RESTORE_RUN).with("run_id", run).then(() -> alive(run, true));
    }

    private void alive(String run, boolean now) {
        world.runs.stream().filter(thing -> thing.name().equals(run)).forEach(thing -> thing.alive(now));
    }

    private Draft deleteExperiment() {
        String experiment = world.experiment();
        return new Draft(Endpoint.DELETE_EXPERIMENT)
                .with("experiment_id", experiment)
                .then(() -> experimentAlive(experiment, false));
    }

    private Draft restoreExperiment() {
        String experiment = world.experiments.isEmpty()
                ? world.experiment()
                : dice.of(world.experiments).name();
        return new Draft(Endpoint.RESTORE_EXPERIMENT)
                .with("experiment_id", experiment)
                .then(() -> experimentAlive(experiment, true));
    }

    private void experimentAlive(String experiment, boolean now) {
        world.experiments.stream()
                .filter(thing -> thing.name().equals(experiment))
                .forEach(thing -> thing.alive(now));
    }

    private Draft renameExperiment() {
        String name = dice.oneIn(5) ? knownName() : experimentName(world.symbol("renamed"));
        return new Draft(Endpoint.UPDATE_EXPERIMENT)
                .with("experiment_id", world.experiment())
                .with("new_name", name)
                .then(() -> world.experimentNames.add(name));
    }

    private String experimentName(String unique) {
        return words.value() + " " + unique;
    }

    private String knownName() {
        return world.experimentNames.isEmpty() || dice.oneIn(10) ? "nobody's" : dice.of(world.experimentNames);
    }

    private String runField() {
        return dice.oneIn(12) ? "run_uuid" : "run_id";
    }
}
