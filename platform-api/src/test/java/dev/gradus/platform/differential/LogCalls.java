package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** What a training logs: metrics, parameters, tags, batches of them, inputs and outputs; and the histories that come of it. */
final class LogCalls {
    private final Dice dice;
    private final World world;
    private final Words words;

    LogCalls(Dice dice, World world, Words words) {
        this.dice = dice;
        this.world = world;
        this.words = words;
    }

    Draft next() {
        return switch (dice.below(20)) {
            case 0, 1, 2 -> metric();
            case 3, 4 -> param();
            case 5, 6 ->
                new Draft(Endpoint.SET_TAG)
                        .with("run_id", world.run())
                        .with("key", dice.oneIn(6) ? "mlflow.runName" : words.tag())
                        .with("value", words.value(Words.Limit.TAG));
            case 7 -> new Draft(Endpoint.DELETE_TAG).with("run_id", world.run()).with("key", words.tag());
            case 8, 9, 10, 11, 12 -> batch();
            case 13, 14 -> inputs();
            case 15 -> outputs();
            case 16, 17 -> history();
            case 18 -> historyOfInterval();
            default -> historyOfRuns();
        };
    }

    private Draft metric() {
        ObjectNode metric = metricPoint();
        Draft draft = new Draft(Endpoint.LOG_METRIC).with("run_id", world.run());
        metric.properties().forEach(field -> draft.with(field.getKey(), field.getValue()));
        return draft;
    }

    private Draft param() {
        ObjectNode parameter = words.parameter();
        return new Draft(Endpoint.LOG_PARAM)
                .with("run_id", world.run())
                .with("key", parameter.get("key"))
                .with("value", parameter.get("value"));
    }

    /** Its model is one that there is: of a metric for another MLflow's server keeps one half and refuses the other. */
    private ObjectNode metricPoint() {
        ObjectNode metric = Words.JSON.objectNode().put("key", words.metric());
        metric.set("value", words.number());
        metric.put("timestamp", words.time());
        if (!dice.oneIn(4)) {
            metric.put("step", dice.below(12) - (dice.oneIn(10) ? 5 : 0));
        }
        if (dice.oneIn(6) && !world.loggedModels.isEmpty()) {
            metric.put("model_id", dice.of(world.loggedModels).name());
        }
        if (dice.oneIn(8)) {
            metric.put("dataset_name", dice.of("rides", "zones")).put("dataset_digest", dice.of("d1", "d2"));
        }
        return metric;
    }

    private Draft batch() {
        int metrics = dice.oneIn(80) ? dice.of(1000, 1001) : dice.below(8);
        int params = dice.oneIn(60) ? dice.of(100, 101) : dice.below(4);
        int tags = dice.oneIn(60) ? dice.of(100, 101) : dice.below(3);
        Draft draft = new Draft(Endpoint.LOG_BATCH).with("run_id", world.run());
        draft.with("metrics", array(metrics, this::metricPoint));
        draft.with("params", params > 50 ? numbered(params) : array(params, words::parameter));
        draft.with(
                "tags",
                tags > 50 ? numbered(tags) : array(tags, () -> words.pair(words.tag(), words.value(Words.Limit.TAG))));
        if (dice.oneIn(200)) {
            draft.with("padding", "x".repeat(1_000_000));
        }
        return draft;
    }

    private ArrayNode numbered(int many) {
        ArrayNode pairs = Words.JSON.arrayNode();
        for (int i = 0; i < many; i++) {
            pairs.add(words.pair("number " + i, Integer.toString(i)));
        }
        return pairs;
    }

    private static ArrayNode array(int many, Supplier<ObjectNode> item) {
        ArrayNode array = Words.JSON.arrayNode();
        for (int i = 0; i < many; i++) {
            array.add(item.get());
        }
        return array;
    }

    private Draft inputs() {
        Draft draft = new Draft(Endpoint.LOG_INPUTS).with("run_id", world.run());
        if (!dice.oneIn(6)) {
            draft.with("datasets", array(dice.below(3) + 1, this::datasetInput));
        }
        if (dice.oneIn(3)) {
            draft.with("models", array(1, () -> Words.JSON.objectNode().put("model_id", world.loggedModel())));
        }
        return draft;
    }

    private ObjectNode datasetInput() {
        ObjectNode dataset = Words.JSON
                .objectNode()
                .put("name", dice.oneIn(30) ? "n".repeat(dice.of(500, 501)) : dice.of("rides", "zones", "größe"))
                .put("digest", dice.oneIn(30) ? "d".repeat(dice.of(36, 37)) : dice.of("d1", "d2"))
                .put("source_type", dice.of("local", "s3"))
                .put("source", "{\"uri\": \"s3://rides\"}");
        if (dice.oneIn(2)) {
            dataset.put("schema", "{\"columns\": 3}").put("profile", "{\"rows\": 10}");
        }
        if (dice.oneIn(25)) {
            dataset.remove(dice.of("name", "digest", "source_type", "source"));
        }
        ObjectNode input = Words.JSON.objectNode();
        ArrayNode tags = Words.JSON.arrayNode();
        if (!dice.oneIn(4)) {
            tags.add(words.pair("mlflow.data.context", dice.of("training", "eval")));
        }
        if (dice.oneIn(20)) {
            tags.add(words.pair("t".repeat(dice.of(255, 256)), words.value()));
        }
        input.set("tags", tags);
        input.set("dataset", dataset);
        return input;
    }

    /** One model at a time: the same one twice in a call breaks MLflow's server. */
    private Draft outputs() {
        ObjectNode output =
                Words.JSON.objectNode().put("model_id", world.loggedModel()).put("step", dice.below(5));
        return new Draft(Endpoint.LOG_OUTPUTS)
                .with("run_id", world.run())
                .with("models", Words.JSON.arrayNode().add(output));
    }

    private Draft history() {
        Draft draft =
                new Draft(Endpoint.METRIC_HISTORY).with("run_id", world.run()).with("metric_key", words.metric());
        if (dice.oneIn(2)) {
            draft.with("max_results", dice.of(1, 2, 3, 1000, 0, -1));
            draft.learns(page(draft), "/next_page_token");
        }
        return draft;
    }

    private String page(Draft draft) {
        String token = world.symbol("page");
        draft.then(() -> world.pages.add(new World.Page(draft.endpoint(), draft.fields(), "${" + token + "}")));
        return token;
    }

    private Draft historyOfInterval() {
        Draft draft =
                new Draft(Endpoint.METRIC_HISTORY_BULK).with("run_ids", runs()).with("metric_key", words.metric());
        if (dice.oneIn(2)) {
            draft.with("start_step", dice.below(6)).with("end_step", dice.below(12));
        }
        if (dice.oneIn(2)) {
            draft.with("max_results", dice.of(1, 2, 5, 2500, 2501, 0));
        }
        return draft;
    }

    private Draft historyOfRuns() {
        Draft draft = new Draft(Endpoint.METRIC_HISTORY_OF_RUNS)
                .with("run_id", Words.JSON.arrayNode().add(world.run()))
                .with("metric_key", words.metric());
        return dice.oneIn(3) ? draft.with("max_results", dice.of(1, 3, 25_000)) : draft;
    }

    private ArrayNode runs() {
        return Words.JSON.arrayNode().add(world.run()).add(world.run());
    }
}
