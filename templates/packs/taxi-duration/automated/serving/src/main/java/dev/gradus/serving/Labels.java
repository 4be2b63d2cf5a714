package dev.gradus.serving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gradus.kit.predictions.Label;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What came true, told by the ids of predictions: one object or a list, all of which is stored or none.
 *
 * <pre>{@code
 * [{"id": "mi8x2k1d-3f9a1c2e-5k", "minutes": 14.5}]
 * {"stored": 1}
 * }</pre>
 *
 * A ride that is told twice has the duration that was told last.
 */
@Singleton
final class Labels {

    private static final double LONGEST = 1440;
    private static final int MOST_NAMED = 10;

    private final Inference inference;

    Labels(Inference inference) {
        this.inference = inference;
    }

    /** Reads files, so not for an event loop. Calls one of the two, later. */
    void store(Buffer body, Consumer<Integer> stored, Consumer<Refusal> refused) {
        try {
            List<Label> labels = read(body);
            List<String> unknown =
                    inference.unknown(labels.stream().map(Label::id).toList());
            if (!unknown.isEmpty()) {
                throw Refusal.of(
                        404,
                        "%d of %d ids name no prediction that is kept here: %s",
                        unknown.size(),
                        labels.size(),
                        String.join(", ", unknown.subList(0, Math.min(MOST_NAMED, unknown.size()))));
            }
            inference.admit(labels.size());
            inference.label(labels, why -> {
                if (why.isEmpty()) {
                    stored.accept(labels.size());
                } else {
                    refused.accept(Refusal.of(507, "the labels were not stored: %s", why));
                }
            });
        } catch (Refusal e) {
            refused.accept(e);
        }
    }

    private static List<Label> read(Buffer body) {
        Instant now = Instant.now();
        return Json.read(body, parser -> {
            List<Label> labels = new ArrayList<>();
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                labels.add(label(parser, now));
            } else if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    labels.add(label(parser, now));
                }
            }
            if (labels.isEmpty()) {
                throw Refusal.bad(
                        "the body is neither a label nor a list of labels, expected {\"id\": …, \"minutes\": …}");
            }
            return labels;
        });
    }

    private static Label label(JsonParser parser, Instant now) throws IOException {
        String id = "";
        double minutes = Double.NaN;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("id") && value == JsonToken.VALUE_STRING) {
                id = parser.getText();
            } else if (name.equals("minutes") && value.isNumeric()) {
                minutes = parser.getDoubleValue();
            } else {
                throw Refusal.bad(
                        "a label has an id, which is a text, and minutes, a number; this one has '%s': %s",
                        name, value.isScalarValue() ? parser.getText() : "no single value");
            }
        }
        if (id.isEmpty()) {
            throw Refusal.bad("id is missing, expected that of a prediction");
        }
        if (!(minutes > 0 && minutes <= LONGEST)) {
            throw Refusal.bad("minutes of %s is %s, expected a number above 0, up to 1440", id, minutes);
        }
        return new Label(id, now, minutes);
    }
}
