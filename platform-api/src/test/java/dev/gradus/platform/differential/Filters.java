package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clauses of the search grammar of each kind of search, and what is nearly one. */
final class Filters {
    private static final List<String> BROKEN = List.of(
            "metrics.loss",
            "metrics.loss >",
            "metrics.loss > 'a'",
            "metrics.loss LIKE 'a'",
            "params.lr = 0.1",
            "params.lr > '0.1'",
            "tags.team = 1",
            "attributes.nothing = 'x'",
            "nothing.loss > 1",
            "params.lr = '0.1' OR params.lr = '0.2'",
            "params.lr = '0.1'; drop table runs",
            "params.lr = '0.1' AND",
            "AND params.lr = '0.1'",
            "params.lr = '0.1' AND AND tags.team = 'a'",
            "(params.lr = '0.1')",
            "params.lr = 'unterminated",
            "' OR 1=1 --",
            "1 = 1",
            "metrics.loss > 1 -- comment",
            "metrics.loss BETWEEN 1 AND 2",
            "NOT metrics.loss > 1",
            "params.lr IN ('a')",
            "attributes.status IN ('FINISHED')",
            "run_id IN ()",
            "run_id IN ('a', 1)",
            "metrics.loss IS NULL",
            "dataset.nothing = 'x'",
            "dataset.name > 'x'",
            "attributes.start_time = 'x'",
            "attributes.start_time LIKE '1'",
            "name = unquoted",
            "name = \"double\"",
            "tag.`a b = 'x'",
            "metrics.loss > 1 metrics.acc > 1",
            ", ,",
            "   ");

    private final Dice dice;
    private final World world;
    private final Words words;

    Filters(Dice dice, World world, Words words) {
        this.dice = dice;
        this.world = world;
        this.words = words;
    }

    String runs() {
        return filter(this::runClause);
    }

    String experiments() {
        return filter(this::experimentClause);
    }

    String models() {
        return filter(this::modelClause);
    }

    String versions() {
        return filter(this::versionClause);
    }

    String loggedModels() {
        return filter(this::loggedModelClause);
    }

    ArrayNode orderOfRuns() {
        return order(
                "metrics.loss",
                "metrics.`val/auc`",
                "params.lr",
                "tags.team",
                "attributes.start_time",
                "start_time",
                "end_time",
                "run_name",
                "status",
                "attributes.experiment_id",
                "nothing.x",
                "metric.\"f1-score\"");
    }

    ArrayNode orderOfExperiments() {
        return order(
                "name", "experiment_id", "creation_time", "last_update_time", "attribute.name", "tags.team", "absent");
    }

    ArrayNode orderOfModels() {
        return order("name", "last_updated_timestamp", "timestamp", "creation_timestamp", "absent");
    }

    ArrayNode orderOfVersions() {
        return order("name", "version_number", "creation_timestamp", "last_updated_timestamp", "absent");
    }

    private ArrayNode order(String... keys) {
        ArrayNode order = Words.JSON.arrayNode();
        int many = dice.below(3);
        for (int i = 0; i < many; i++) {
            order.add(dice.of(keys)
                    + dice.of("", "", " ASC", " DESC", " asc", " desc", dice.oneIn(6) ? " DOWN" : " DESC"));
        }
        return order;
    }

    private String filter(Supplier<String> clause) {
        if (dice.oneIn(6)) {
            return dice.of(BROKEN);
        }
        return IntStream.range(0, 1 + dice.below(3))
                .mapToObj(i -> clause.get())
                .collect(Collectors.joining(dice.of(" AND ", " and ", "  AND  ")));
    }

    private String runClause() {
        return switch (dice.below(8)) {
            case 0, 1 ->
                dice.of("metrics", "metric") + "." + quotedKey(words.metric()) + space() + comparison() + space()
                        + number();
            case 2 -> dice.of("params", "param", "parameters") + "." + quotedKey(words.param()) + " " + ofText();
            case 3 -> dice.of("tags", "tag") + "." + quotedKey(words.tag()) + " " + ofText();
            case 4 ->
                attribute() + dice.of("run_name", "status", "user_id", "artifact_uri", "`run name`", "`Run Name`") + " "
                        + dice.of("=", "!=", "LIKE", "ILIKE") + " " + text();
            case 5 ->
                attribute() + dice.of("start_time", "end_time", "created", "Created") + " " + comparison() + " "
                        + words.time();
            case 6 ->
                attribute() + "run_id " + dice.of("IN", "NOT IN", "in") + " ('" + world.run() + "', '" + world.run()
                        + "')";
            default ->
                dice.of("dataset", "datasets") + "." + dice.of("name", "digest", "context") + " "
                        + dice.of(
                                "= 'rides'",
                                "!= 'd1'",
                                "LIKE 'train%'",
                                "ILIKE 'R%'",
                                "IN ('rides', 'd1')",
                                "NOT IN ('zones')");
        };
    }

    private String experimentClause() {
        return switch (dice.below(4)) {
            case 0 -> dice.of("", "attribute.") + "name " + dice.of("=", "!=", "LIKE", "ILIKE") + " " + text();
            case 1 -> dice.of("tags", "tag") + "." + quotedKey(words.tag()) + " " + ofText();
            case 2 -> dice.of("creation_time", "last_update_time") + " " + comparison() + " " + words.time();
            default ->
                "experiment_id " + dice.of("IN", "NOT IN") + " ('" + world.experiment() + "', '" + world.experiment()
                        + "')";
        };
    }

    private String modelClause() {
        return switch (dice.below(3)) {
            case 0, 1 ->
                "name " + dice.of("=", "!=", "LIKE", "ILIKE") + " "
                        + dice.of(text(), "'" + world.model().replace("'", "") + "'");
            default ->
                dice.of("tags", "tag") + "." + quotedKey(words.tag()) + " " + dice.of("=", "!=", "LIKE", "ILIKE") + " "
                        + text();
        };
    }

    private String versionClause() {
        return switch (dice.below(6)) {
            case 0, 1 ->
                "name " + dice.of("=", "=", "!=", "LIKE") + " '" + world.model().replace("'", "") + "'";
            case 2 ->
                "run_id " + dice.of("= '" + world.run() + "'", "IN ('" + world.run() + "', '" + world.run() + "')");
            case 3 -> "version_number " + comparison() + " " + dice.below(4);
            case 4 ->
                "source_path " + dice.of("=", "LIKE", "ILIKE") + " "
                        + dice.of("'s3://bucket/a'", "'%bucket%'", "'S3%'");
            default ->
                dice.of("tags", "tag") + "." + quotedKey(words.tag()) + " " + dice.of("=", "!=", "LIKE", "ILIKE") + " "
                        + text();
        };
    }

    private String loggedModelClause() {
        return switch (dice.below(6)) {
            case 0 ->
                dice.of("", "attributes.") + dice.of("name", "model_type", "status") + " "
                        + dice.of("=", "!=", "LIKE", "ILIKE") + " "
                        + dice.of("'m1'", "'READY'", "'%e%'", "'classifier'");
            case 1 -> "metrics." + quotedKey(words.metric()) + " " + comparison() + " " + number();
            case 2 -> "params." + quotedKey(words.param()) + " " + dice.of("=", "!=", "LIKE", "ILIKE") + " " + text();
            case 3 -> "tags." + quotedKey(words.tag()) + " " + dice.of("=", "!=", "LIKE", "ILIKE") + " " + text();
            case 4 ->
                dice.of("creation_timestamp", "creation_time", "last_updated_timestamp") + " " + comparison() + " "
                        + words.time();
            default -> "source_run_id = '" + world.run() + "'";
        };
    }

    private String attribute() {
        return dice.of("", "attributes.", "attribute.", "attr.", "run.");
    }

    private String space() {
        return dice.of(" ", " ", "", "  ");
    }

    private String comparison() {
        return dice.of("=", "!=", ">", ">=", "<", "<=");
    }

    private String ofText() {
        return dice.oneIn(6)
                ? dice.of("IS NULL", "IS NOT NULL", "is null")
                : dice.of("=", "!=", "LIKE", "ILIKE", "like") + " " + text();
    }

    private String number() {
        return dice.of("0", "1", "10", "0.5", "-0.25", "50.125", "1e3", "'1'", dice.oneIn(5) ? "NaN" : "99");
    }

    private String text() {
        String value = words.value().replace("'", "");
        return dice.of(
                "'" + value + "'",
                "'" + value + "'",
                "\"" + value.replace("\"", "") + "\"",
                "'%" + value.substring(0, 1) + "%'",
                "'_dam'",
                "'%'");
    }

    private String quotedKey(String key) {
        boolean plain = key.matches("[a-z]+");
        return plain && !dice.oneIn(5) ? key : dice.of("`" + key + "`", "\"" + key + "\"");
    }
}
