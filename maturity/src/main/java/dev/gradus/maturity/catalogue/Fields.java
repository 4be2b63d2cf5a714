package dev.gradus.maturity.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.gradus.maturity.BadInput;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The fields of one mapping of a catalogue's file; every field must be asked for, or it is one too many. */
final class Fields {

    private final JsonNode node;
    private final Place place;
    private final Set<String> known = new TreeSet<>();

    Fields(JsonNode node, Place place) {
        if (!node.isObject()) {
            throw place.wrong(
                    "expected fields, found %s".formatted(shown(node)), "Maybe: write it as \"field: value\".");
        }
        this.node = node;
        this.place = place;
    }

    /** The same fields, spoken of by another place. */
    Fields in(Place other) {
        return new Fields(node, other);
    }

    Place place() {
        return place;
    }

    Place place(String field) {
        return place.at(field);
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> place.wrong("%s is missing".formatted(field), "Maybe: add it."));
    }

    Optional<String> optionalText(String field) {
        JsonNode value = value(field);
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.asText().isBlank()) {
            throw place.wrong("%s is %s, not a text".formatted(field, shown(value)), "Maybe: write a text.");
        }
        return Optional.of(value.asText().strip());
    }

    boolean flag(String field) {
        JsonNode value = value(field);
        if (!value.isNull() && !value.isBoolean()) {
            throw place.wrong("%s is %s".formatted(field, shown(value)), "Maybe: use true or false.");
        }
        return value.asBoolean(false);
    }

    int count(String field) {
        JsonNode value = value(field);
        if (!value.isInt() || value.asInt() < 0) {
            throw place.wrong("%s is %s".formatted(field, shown(value)), "Maybe: use a number from 0 on.");
        }
        return value.asInt();
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list(field)) {
            if (!one.isTextual()) {
                throw place.wrong("%s has %s, not a text".formatted(field, shown(one)), "Maybe: quote it.");
            }
            texts.add(one.asText());
        }
        return List.copyOf(texts);
    }

    /** The mappings of a list, empty where the field is missing. */
    List<Fields> all(String field) {
        List<Fields> all = new ArrayList<>();
        for (JsonNode one : list(field)) {
            all.add(new Fields(one, place.at("%s[%d]".formatted(field, all.size()))));
        }
        return all;
    }

    Fields one(String field) {
        return optional(field).orElseThrow(() -> place.wrong("%s is missing".formatted(field), "Maybe: add it."));
    }

    Optional<Fields> optional(String field) {
        JsonNode value = value(field);
        return value.isNull() ? Optional.empty() : Optional.of(new Fields(value, place.at(field)));
    }

    /** A text that stands for a value; what cannot be read as one is named with what could. */
    <T> T parsed(String field, Function<String, T> reader, String remedy) {
        String text = text(field);
        try {
            return reader.apply(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw place.wrong("%s is \"%s\"".formatted(field, text), remedy);
        } catch (BadInput e) {
            throw place.wrong(e.getMessage(), e.remedy());
        }
    }

    /** Fails when the mapping has a field that nobody asked for. */
    void done() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw place.wrong(
                        "unknown field %s".formatted(name),
                        Words.nearest(name, known)
                                .map(guess -> "Maybe: did you mean %s?".formatted(guess))
                                .orElse("Maybe: use one of %s.".formatted(String.join(", ", known))));
            }
        }
    }

    private JsonNode list(String field) {
        JsonNode value = value(field);
        if (!value.isNull() && !value.isArray()) {
            throw place.wrong("%s is %s, not a list".formatted(field, shown(value)), "Maybe: put it in [ ].");
        }
        return value;
    }

    private JsonNode value(String field) {
        known.add(field);
        JsonNode value = node.path(field);
        return value instanceof MissingNode ? NullNode.getInstance() : value;
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
