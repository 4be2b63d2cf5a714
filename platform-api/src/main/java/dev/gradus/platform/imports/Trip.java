package dev.gradus.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.LocalCalls;
import dev.gradus.platform.mlflow.Verb;
import java.util.ArrayList;
import java.util.List;

/**
 * One import on its way: where from, in whose name, and what is here already.
 *
 * @param url the source as it was named, which is kept as a tag of what came from it
 */
record Trip(Source source, Caller caller, Ledger ledger, LocalCalls calls, String url) {
    /** The tag that says from which server a thing came. */
    static final String URL_TAG = "gradus.source.url";

    /** The tag that says what its id was there. */
    static final String ID_TAG = "gradus.source.id";

    /** Calls the protocol here. */
    JsonNode post(String path, ObjectNode request) {
        return calls.make(caller, Verb.POST, path, request);
    }

    /** Tags of theirs with the two that say where they came from. */
    ArrayNode tags(JsonNode theirs, String id) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        theirs.forEach(tags::add);
        tags.addObject().put("key", URL_TAG).put("value", url);
        tags.addObject().put("key", ID_TAG).put("value", id);
        return tags;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A list in pieces of at most {@code size}. */
    static List<ArrayNode> pieces(Iterable<JsonNode> list, int size) {
        List<ArrayNode> pieces = new ArrayList<>();
        for (JsonNode element : list) {
            if (pieces.isEmpty() || pieces.get(pieces.size() - 1).size() == size) {
                pieces.add(JsonNodeFactory.instance.arrayNode());
            }
            pieces.get(pieces.size() - 1).add(element);
        }
        return pieces;
    }
}
