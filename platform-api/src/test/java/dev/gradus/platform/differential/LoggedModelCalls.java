package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** Logged models: made by a run, finished, tagged, deleted. */
final class LoggedModelCalls {
    private final Dice dice;
    private final World world;
    private final Words words;

    LoggedModelCalls(Dice dice, World world, Words words) {
        this.dice = dice;
        this.world = world;
        this.words = words;
    }

    Draft next() {
        String model = world.loggedModel();
        return switch (dice.below(12)) {
            case 0, 1, 2, 3 -> create();
            case 4, 5 -> get(model);
            case 6, 7 ->
                new Draft(Endpoint.FINALIZE_LOGGED_MODEL)
                        .at("model", model)
                        .with("model_id", model)
                        .with("status", status());
            case 8 -> dice.oneIn(2) ? delete(model) : get(model);
            case 9 ->
                new Draft(Endpoint.LOG_MODEL_PARAMS)
                        .at("model", model)
                        .with("model_id", model)
                        .with("params", params());
            case 10 ->
                new Draft(Endpoint.SET_LOGGED_MODEL_TAGS)
                        .at("model", model)
                        .with("tags", words.tags(Words.Limit.TAG_OF_MODEL));
            default ->
                new Draft(Endpoint.DELETE_LOGGED_MODEL_TAG)
                        .at("model", model)
                        .at("key", dice.of("team", "purpose", "a.b", "with space"));
        };
    }

    private Draft create() {
        String symbol = world.symbol("model");
        String experiment = world.experiment();
        Draft draft = new Draft(Endpoint.CREATE_LOGGED_MODEL)
                .with("experiment_id", experiment)
                .learns(symbol, "/model/info/model_id")
                .then(() -> {
                    world.add(world.loggedModels, "${" + symbol + "}");
                    world.roots.add(experiment + "/models/${" + symbol + "}/artifacts");
                });
        draft.with(
                "name",
                dice.oneIn(15)
                        ? dice.of("", "a/b", "a:b", "a.b", "a%b", "a'b", "x".repeat(501))
                        : dice.of("m1", "m2", "größe"));
        if (dice.oneIn(2)) {
            draft.with("model_type", dice.of("classifier", "agent"));
        }
        if (dice.oneIn(2)) {
            draft.with("source_run_id", world.run());
        }
        if (dice.oneIn(2)) {
            draft.with("params", params());
        }
        return dice.oneIn(2) ? draft.with("tags", words.tags(Words.Limit.TAG_OF_MODEL)) : draft;
    }

    private ArrayNode params() {
        ArrayNode params = Words.JSON.arrayNode();
        int many = dice.below(3);
        for (int i = 0; i < many; i++) {
            params.add(words.pair(words.param(), words.value(Words.Limit.PARAM_OF_MODEL)));
        }
        return params;
    }

    private JsonNode status() {
        return dice.oneIn(3)
                ? Words.JSON.numberNode(dice.of(1, 2, 3))
                : Words.JSON.textNode(
                        dice.of("LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED", "LOGGED_MODEL_PENDING", "READY"));
    }

    private static Draft delete(String model) {
        return new Draft(Endpoint.DELETE_LOGGED_MODEL).at("model", model);
    }

    private Draft get(String model) {
        Draft draft = new Draft(Endpoint.GET_LOGGED_MODEL).at("model", model);
        return dice.oneIn(4) ? draft.with("allow_deleted", "true") : draft;
    }
}
