package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Makes a good call a bad one: a field missing, empty, of the wrong type or unknown, or a body that is none. */
final class Spoiler {
    private final Dice dice;

    Spoiler(Dice dice) {
        this.dice = dice;
    }

    void spoil(Draft draft) {
        List<Endpoint.Field> fields = draft.endpoint().fields().stream()
                .filter(field -> !spared(draft.endpoint(), field))
                .toList();
        if (fields.isEmpty()) {
            draft.with("unknown_field", "x");
            return;
        }
        Endpoint.Field field = dice.of(fields);
        switch (dice.below(10)) {
            case 0, 1, 2 -> draft.fields().remove(field.name());
            case 3 -> draft.with(field.name(), "");
            case 4, 5, 6 -> draft.with(field.name(), wrong(draft, field));
            case 7 -> nothing(draft, field);
            case 8 -> draft.with("unknown_field", Words.JSON.objectNode().put("a", 1));
            default -> broken(draft);
        }
    }

    /** Searches are put in order by when a run started, and a run without an experiment goes into another one than MLflow's. */
    private static boolean spared(Endpoint endpoint, Endpoint.Field field) {
        return endpoint == Endpoint.CREATE_RUN && !field.name().equals("run_name");
    }

    private JsonNode wrong(Draft draft, Endpoint.Field field) {
        if (draft.endpoint().method().equals("GET")) {
            return Words.JSON.textNode(dice.of("abc", "1.5", "-1", "9223372036854775808", ""));
        }
        return switch (field.kind()) {
            case TEXT ->
                dice.of(
                        Words.JSON.numberNode(5),
                        Words.JSON.booleanNode(true),
                        Words.JSON.arrayNode().add("x"),
                        Words.JSON.objectNode());
            case WHOLE ->
                dice.of(
                        Words.JSON.textNode("abc"),
                        Words.JSON.numberNode(1.5),
                        Words.JSON.textNode("7"),
                        Words.JSON.arrayNode(),
                        Words.JSON.booleanNode(true));
            case DECIMAL -> dice.of(Words.JSON.textNode("abc"), Words.JSON.textNode("1.5"), Words.JSON.arrayNode());
            case FLAG -> dice.of(Words.JSON.textNode("true"), Words.JSON.numberNode(1));
            case LIST -> dice.of(Words.JSON.textNode("abc"), Words.JSON.numberNode(5), Words.JSON.objectNode());
        };
    }

    /** A list that is null breaks MLflow's server, some of it done. */
    private static void nothing(Draft draft, Endpoint.Field field) {
        if (field.kind() != Endpoint.Kind.LIST) {
            draft.with(field.name(), Words.JSON.nullNode());
        }
    }

    private void broken(Draft draft) {
        if (draft.endpoint().method().equals("GET") || draft.endpoint() == Endpoint.CREATE_RUN) {
            draft.with("unknown_field", "x");
            return;
        }
        String json = draft.fields().toString();
        switch (dice.below(5)) {
            case 0 -> draft.body("application/json", "");
            case 1 -> draft.body("application/json", json.substring(0, json.length() / 2));
            case 2 -> draft.body("text/plain", json);
            case 3 -> draft.body("application/json", "null");
            default -> draft.body("application/json; charset=utf-8", json);
        }
    }
}
