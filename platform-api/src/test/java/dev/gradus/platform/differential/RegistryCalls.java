package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** Registered models, their versions, stages, tags and aliases. */
final class RegistryCalls {
    /** Sources that point out of what a version may point at, or nowhere. */
    private static final List<String> ODD_SOURCES = List.of(
            "s3://bucket/../a",
            "/etc/passwd",
            "file:///etc",
            "mlflow-artifacts:/x/../y",
            "mlflow-artifacts:/x/y",
            "runs:/00000000000000000000000000000000/m",
            "models:/m-00000000000000000000000000000000",
            "models:/x",
            "models:/nobody/1",
            "models://host/x/1",
            "s3://b/%2e%2e/c",
            "http://h/api/2.0/mlflow-artifacts/artifacts/x",
            "https://example.org/model",
            "dbfs:/x",
            "relative/path",
            "s3://b/a#fragment",
            "ftp://h/p",
            "");

    private final Dice dice;
    private final World world;
    private final Words words;

    RegistryCalls(Dice dice, World world, Words words) {
        this.dice = dice;
        this.world = world;
        this.words = words;
    }

    Draft model() {
        return switch (dice.below(12)) {
            case 0, 1, 2 -> createModel();
            case 3, 4 -> new Draft(Endpoint.GET_MODEL).with("name", world.model());
            case 5 -> renameModel();
            case 6 ->
                new Draft(Endpoint.UPDATE_MODEL).with("name", world.model()).with("description", words.value());
            case 7 -> dice.oneIn(3) ? deleteModel() : createModel();
            case 8 ->
                new Draft(Endpoint.SET_MODEL_TAG)
                        .with("name", world.model())
                        .with("key", words.tag())
                        .with("value", words.value(Words.Limit.TAG_OF_REGISTRY));
            case 9 ->
                new Draft(Endpoint.DELETE_MODEL_TAG).with("name", world.model()).with("key", words.tag());
            default -> latest();
        };
    }

    Draft version() {
        World.Version version = world.version();
        return switch (dice.below(14)) {
            case 0, 1, 2, 3 -> createVersion();
            case 4, 5 -> of(Endpoint.GET_VERSION, version);
            case 6 -> of(Endpoint.UPDATE_VERSION, version).with("description", words.value());
            case 7, 8 -> transition(version);
            case 9 -> dice.oneIn(3) ? of(Endpoint.DELETE_VERSION, version) : of(Endpoint.DOWNLOAD_URI, version);
            case 10 ->
                of(Endpoint.SET_VERSION_TAG, version)
                        .with("key", words.tag())
                        .with("value", words.value(Words.Limit.TAG_OF_REGISTRY));
            case 11 -> of(Endpoint.DELETE_VERSION_TAG, version).with("key", words.tag());
            default -> alias(version);
        };
    }

    private Draft createModel() {
        String name = dice.oneIn(8) ? world.model() : modelName();
        Draft draft = new Draft(Endpoint.CREATE_MODEL).with("name", name).then(() -> {
            if (world.models.stream().noneMatch(model -> model.name().equals(name))) {
                world.add(world.models, name);
            }
        });
        if (dice.oneIn(3)) {
            draft.with("tags", words.tags(Words.Limit.TAG_OF_REGISTRY));
        }
        return dice.oneIn(3) ? draft.with("description", words.value()) : draft;
    }

    private String modelName() {
        String name = words.value() + " " + world.symbol("m");
        return dice.oneIn(20) ? dice.of("a/b", "a:b", "", " ", "x".repeat(256), "x".repeat(257), "..") : name;
    }

    private Draft renameModel() {
        String old = world.model();
        String name = dice.oneIn(5) ? world.model() : modelName();
        return new Draft(Endpoint.RENAME_MODEL)
                .with("name", old)
                .with("new_name", name)
                .then(() -> {
                    alive(old, false);
                    world.add(world.models, name);
                });
    }

    private Draft deleteModel() {
        String name = world.model();
        return new Draft(Endpoint.DELETE_MODEL).with("name", name).then(() -> alive(name, false));
    }

    private void alive(String name, boolean now) {
        world.models.stream().filter(model -> model.name().equals(name)).forEach(model -> model.alive(now));
    }

    private Draft latest() {
        Draft draft = new Draft(Endpoint.LATEST_VERSIONS).with("name", world.model());
        if (dice.oneIn(2)) {
            ArrayNode stages = Words.JSON.arrayNode().add(stage());
            draft.with("stages", dice.oneIn(2) ? stages.add(stage()) : stages);
        }
        return draft;
    }

    private Draft createVersion() {
        String model = world.model();
        Draft draft = new Draft(Endpoint.CREATE_VERSION).with("name", model);
        if (dice.oneIn(8)) {
            draft.with("source", dice.of(ODD_SOURCES));
        } else {
            source(draft);
            draft.then(() -> world.versions.add(new World.Version(model, nextNumber(model))));
        }
        if (dice.oneIn(3)) {
            draft.with("tags", words.tags(Words.Limit.TAG_OF_REGISTRY));
        }
        if (dice.oneIn(4)) {
            draft.with("description", words.value()).with("run_link", "https://example.org/run");
        }
        return draft;
    }

    private String nextNumber(String model) {
        return Long.toString(world.versions.stream()
                        .filter(version -> version.model().equals(model))
                        .count()
                + 1);
    }

    private void source(Draft draft) {
        String run = world.run();
        String logged = world.loggedModel();
        switch (dice.below(8)) {
            case 0, 1 -> draft.with("source", "runs:/" + run + "/model").with("run_id", run);
            case 2, 3 -> draft.with("source", "models:/" + logged).with("model_id", logged);
            case 4 -> {
                World.Version version = world.version();
                draft.with("source", "models:/" + version.model() + "/" + version.number());
            }
            case 5 -> draft.with("source", "s3://bucket/a").with("run_id", run);
            default -> draft.with("source", dice.of("s3://bucket/a", "s3://bucket/b", "gs://other/c"));
        }
    }

    private Draft transition(World.Version version) {
        Draft draft = of(Endpoint.TRANSITION_STAGE, version).with("stage", stage());
        draft.fields().put("archive_existing_versions", dice.oneIn(3));
        return draft;
    }

    private String stage() {
        return dice.of(
                "Staging",
                "Production",
                "Archived",
                "None",
                "production",
                "STAGING",
                dice.oneIn(3) ? "Nowhere" : "None");
    }

    private Draft alias(World.Version version) {
        String alias = dice.oneIn(10)
                ? dice.of(
                        "v1",
                        "V12",
                        "latest",
                        "with space",
                        "a/b",
                        "",
                        "a".repeat(255),
                        "a".repeat(256),
                        "größe",
                        "Latest")
                : dice.of("champion", "challenger", "dev_1");
        return switch (dice.below(4)) {
            case 0, 1 -> of(Endpoint.SET_ALIAS, version).with("alias", alias);
            case 2 ->
                new Draft(Endpoint.GET_BY_ALIAS).with("name", version.model()).with("alias", alias);
            default ->
                new Draft(Endpoint.DELETE_ALIAS).with("name", version.model()).with("alias", alias);
        };
    }

    private static Draft of(Endpoint endpoint, World.Version version) {
        return new Draft(endpoint).with("name", version.model()).with("version", version.number());
    }
}
