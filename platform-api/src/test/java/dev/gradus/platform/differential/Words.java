package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The words that calls are made of: few enough to meet again, some of them unpleasant. */
final class Words {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final long EPOCH = 1_600_000_000_000L;

    private static final List<String> METRICS =
            List.of("loss", "acc", "val/auc", "rmse 5min", "f1-score", "größe", "a.b:c");
    private static final List<String> PARAMS = List.of("lr", "depth", "opt/name", "seed", "max features", "größe");
    private static final List<String> TAGS = List.of(
            "team",
            "purpose",
            "a.b",
            "with space",
            "größe",
            "mlflow.note.content",
            "mlflow.source.type",
            "mlflow.user");
    private static final List<String> VALUES = List.of(
            "a",
            "B",
            "adam",
            "0.1",
            "10",
            "Zürich",
            "with space",
            "50%",
            "under_score",
            "it's",
            "say \"x\"",
            "日本",
            "\uD83D\uDE95");
    private static final List<String> NASTY_KEYS = List.of(
            "",
            " ",
            "a/../b",
            "/abs",
            "../up",
            "./x",
            "a//b",
            "a;b",
            "q?",
            "tab\there",
            "x\ny",
            "emoji\uD83D\uDE95",
            ".",
            "-",
            "%2e%2e");
    private static final List<String> NASTY_VALUES = List.of(
            "",
            " ",
            "'; drop table runs; --",
            "${jndi:ldap://x}",
            "null",
            "NaN",
            "line\nbreak",
            "\t",
            "\\",
            "%s%d",
            "<b>x</b>");

    /** What MLflow's database keeps, and from what length on its server refuses; between the two the database breaks. */
    enum Limit {
        PARAM(6000, 6001),
        TAG(8000, 8001),
        PARAM_OF_MODEL(5000, 6001),
        TAG_OF_MODEL(5000, 8001),
        TAG_OF_EXPERIMENT(5000, 20_001),
        TAG_OF_REGISTRY(5000, 100_001);

        private final int kept;
        private final int refused;

        Limit(int kept, int refused) {
            this.kept = kept;
            this.refused = refused;
        }
    }

    private final Dice dice;

    Words(Dice dice) {
        this.dice = dice;
    }

    String metric() {
        return key(METRICS, 250);
    }

    String param() {
        return key(PARAMS, 250);
    }

    String tag() {
        return key(TAGS, 250);
    }

    /** A value of a parameter or a tag; one in fifty is as long as may be kept, or as long as must be refused. */
    String value(Limit limit) {
        if (dice.oneIn(50)) {
            return "v".repeat(dice.of(limit.kept - 1, limit.kept, limit.refused));
        }
        return dice.oneIn(12) ? dice.of(NASTY_VALUES) : dice.of(VALUES);
    }

    String value() {
        return dice.of(VALUES);
    }

    private String key(List<String> keys, int limit) {
        if (dice.oneIn(150)) {
            return "k".repeat(limit + dice.of(-1, 0, 1));
        }
        return dice.oneIn(60) ? dice.of(NASTY_KEYS) : dice.of(keys);
    }

    /** A number as JSON writes it, or one of the three that it cannot write. */
    JsonNode number() {
        if (dice.oneIn(15)) {
            return JSON.textNode(dice.of("NaN", "Infinity", "-Infinity"));
        }
        return dice.of(
                JSON.numberNode(dice.below(100)),
                JSON.numberNode(dice.below(1000) / 8.0),
                JSON.numberNode(-dice.below(1000) / 1000.0),
                JSON.numberNode(dice.of(0.1, 1e-300, 1.7976931348623157e308, 123456789.12345679, 1e22, 0.0, -0.0)));
    }

    long time() {
        return EPOCH + dice.below(20) * 1000L;
    }

    /** A parameter, whose value is mostly the one that it always has: a parameter is written once. */
    ObjectNode parameter() {
        String key = param();
        return pair(key, dice.oneIn(6) ? value(Limit.PARAM) : "of " + key);
    }

    ObjectNode pair(String key, String value) {
        return JSON.objectNode().put("key", key).put("value", value);
    }

    /** Up to three tags with different keys. */
    ArrayNode tags(Limit limit) {
        ArrayNode tags = JSON.arrayNode();
        int many = dice.below(4);
        int first = dice.below(TAGS.size());
        for (int i = 0; i < many; i++) {
            tags.add(pair(TAGS.get((first + i) % TAGS.size()), value(limit)));
        }
        return tags;
    }
}
