package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An answer in the form in which two servers' answers are compared: ids as symbols, this day's times aside, sets in one order. */
final class Normal {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ROOT = "/";
    private static final String ITEM = "[]";
    private static final long DAY = 86_400_000L;
    private static final Pattern MADE_UP_NAME = Pattern.compile("[a-z]+-[a-z]+-\\d{1,4}");
    private static final Pattern DEFAULT_ROOT = Pattern.compile("^mlflow-artifacts:/0\\b");
    private static final Pattern TIME = Pattern.compile("1[0-9]{12}");

    /** Arrays in whose order MLflow promises nothing. */
    private static final Set<String> SETS = Set.of(
            "latest_versions",
            "metrics",
            "tags",
            "params",
            "dataset_inputs",
            "model_inputs",
            "model_outputs",
            "aliases",
            "dataset_summaries");

    private Normal() {}

    /** The answer to a call; the latest versions of a model come one for each stage, in no order. */
    static JsonNode of(Call call, JsonNode root, Names names) {
        if (call.name().equals(Endpoint.LATEST_VERSIONS.name()) && root.has("model_versions")) {
            return of(JSON.objectNode().set("latest_versions", root.get("model_versions")), ROOT, names);
        }
        return of(root, ROOT, names);
    }

    private static JsonNode of(JsonNode node, String field, Names names) {
        if (node instanceof ObjectNode object) {
            ObjectNode normal = JSON.objectNode();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry ->
                            normal.set(entry.getKey(), of(entry.getValue(), path(field, entry.getKey()), names)));
            return normal;
        }
        if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(item -> items.add(of(item, ITEM, names)));
            if (SETS.contains(field)) {
                items.sort(Comparator.comparing(JsonNode::toString));
            }
            return JSON.arrayNode().addAll(items);
        }
        return node.isTextual() ? text(node.asText(), field, names) : number(node);
    }

    /** At the root, metrics are a history and have an order; in a run or a model they are a set. */
    private static String path(String parent, String field) {
        return parent.equals(ROOT) && field.equals("metrics") ? ROOT + field : field;
    }

    private static JsonNode text(String text, String field, Names names) {
        if (field.equals("next_page_token")) {
            return TextNode.valueOf("(token)");
        }
        String normal = names.symbolic(withDefault(text, field));
        if (MADE_UP_NAME.matcher(normal).matches()) {
            return TextNode.valueOf("(made-up name)");
        }
        return TextNode.valueOf(
                TIME.matcher(normal).replaceAll(time -> recent(Long.parseLong(time.group())) ? "(now)" : time.group()));
    }

    /** The experiment that is there from the beginning has the id 0 in MLflow's server, and one like any other in Gradus. */
    private static String withDefault(String text, String field) {
        if (field.equals("experiment_id") && text.equals("0")) {
            return "${default}";
        }
        return DEFAULT_ROOT.matcher(text).replaceFirst("mlflow-artifacts:/\\${default}");
    }

    private static JsonNode number(JsonNode node) {
        if (node.isIntegralNumber() && recent(node.asLong())) {
            return TextNode.valueOf("(now)");
        }
        boolean special = node.isDouble() && !Double.isFinite(node.asDouble());
        return special ? TextNode.valueOf(node.asText()) : node;
    }

    private static boolean recent(long millis) {
        return Math.abs(Instant.now().toEpochMilli() - millis) < DAY;
    }
}
