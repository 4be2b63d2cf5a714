package dev.gradus.kit.contract;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The contract, from {@code contracts/trip.schema.json}: a JSON Schema of one ride, which any validator understands, with
 * annotations {@code x-batch} that bound how a whole file of rides may be distributed. A keyword that this check would not hold
 * is refused, so that none is believed in vain.
 *
 * <pre>{@code
 * "distance": {"type": "number", "minimum": 0, "maximum": 100,
 *              "x-batch": {"invalidShare": {"maximum": 0.003}, "quantiles": {"0.5": {"minimum": 1.2, "maximum": 4}}}}
 * }</pre>
 *
 * @param properties what is demanded of each property
 * @param rows how many rows a file may have
 * @param repeated which share of the rows may repeat another
 */
record TripSchema(Map<Property, Rules> properties, Limits rows, Limits repeated) {

    static final String FILE = "contracts/trip.schema.json";

    private static final String BATCH = "x-batch";
    private static final Limits NO_SHARE = new Limits(0, 0);
    private static final Set<String> TOP = Set.of(
            "$schema", "$id", "title", "description", "type", "required", "properties", "additionalProperties", BATCH);
    private static final Set<String> PROPERTY = Set.of(
            "title", "description", "type", "format", "minimum", "maximum", "enum", "readOnly", "examples", BATCH);
    private static final Set<String> PROPERTY_BATCH =
            Set.of("description", "nullShare", "invalidShare", "outsideMonthShare", "topShare", "quantiles");
    private static final Set<String> TOP_BATCH = Set.of("description", "rows", "repeatedShare");

    /**
     * Reads the project's contract.
     *
     * @throws BadInput when there is none, or it says what is not understood here
     */
    static TripSchema read(Path project) {
        Path file = project.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no " + FILE, "take it back from git");
        }
        try {
            return of(new ObjectMapper().readTree(file.toFile()));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInput(FILE + " is not valid JSON at line " + line, "correct that line");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static TripSchema of(JsonNode schema) {
        refuseUnknown("the contract", schema, TOP);
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Map<Property, Rules> properties = new EnumMap<>(Property.class);
        schema.path("properties").properties().forEach(entry -> {
            Property property = Property.named(entry.getKey()).orElseThrow(() -> unknown("property", entry.getKey()));
            properties.put(property, rules(property, entry.getValue(), required.remove(entry.getKey())));
        });
        required.stream().findFirst().ifPresent(name -> {
            throw unknown("required property", name);
        });
        JsonNode batch = schema.path(BATCH);
        refuseUnknown(BATCH, batch, TOP_BATCH);
        return new TripSchema(
                properties,
                limits("rows", batch.path("rows"), new Limits(1, Double.POSITIVE_INFINITY)),
                limits("repeatedShare", batch.path("repeatedShare"), Limits.NONE));
    }

    private static Rules rules(Property property, JsonNode node, boolean required) {
        refuseUnknown(property.key(), node, PROPERTY);
        Set<String> types = types(node.path("type"));
        if (!types.contains(property.kind().type())) {
            throw new BadInput(
                    "%s says %s for the type of %s, which is %s"
                            .formatted(
                                    FILE, types, property.key(), property.kind().type()),
                    "correct the type");
        }
        Set<Double> values = new TreeSet<>();
        node.path("enum").forEach(value -> {
            if (!value.isNull()) {
                values.add(value.isBoolean() ? (value.asBoolean() ? 1.0 : 0.0) : value.asDouble());
            }
        });
        Limits range = limits(property.key(), node, Limits.NONE);
        boolean nullable = types.contains("null");
        return new Rules(required, new Rules.Row(range, values), batch(property, node.path(BATCH), nullable));
    }

    private static Set<String> types(JsonNode type) {
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of(type.asText());
    }

    /** Where nothing else is said, no row may break what is said of a row. */
    private static Rules.Batch batch(Property property, JsonNode batch, boolean nullable) {
        refuseUnknown(property.key() + " " + BATCH, batch, PROPERTY_BATCH);
        SortedMap<Double, Limits> quantiles = new TreeMap<>();
        batch.path("quantiles").properties().forEach(entry -> {
            if (property.kind() != Property.Kind.NUMBER) {
                throw new BadInput(
                        FILE + " bounds quantiles of " + property.key() + ", which is no quantity", "take them out");
            }
            quantiles.put(share(property, entry.getKey()), limits(property.key(), entry.getValue(), Limits.NONE));
        });
        return new Rules.Batch(
                limits("nullShare", batch.path("nullShare"), nullable ? Limits.NONE : NO_SHARE),
                limits("invalidShare", batch.path("invalidShare"), NO_SHARE),
                limits("outsideMonthShare", batch.path("outsideMonthShare"), Limits.NONE),
                limits("topShare", batch.path("topShare"), Limits.NONE),
                quantiles);
    }

    private static double share(Property property, String text) {
        if (!text.matches("0(\\.\\d+)?|1(\\.0+)?")) {
            throw new BadInput(
                    FILE + " bounds the quantile \"" + text + "\" of " + property.key(), "write a share from 0 to 1");
        }
        return Double.parseDouble(text);
    }

    private static Limits limits(String what, JsonNode node, Limits otherwise) {
        if (!node.has("minimum") && !node.has("maximum")) {
            return otherwise;
        }
        Limits limits = new Limits(
                number(what, node, "minimum", Double.NEGATIVE_INFINITY),
                number(what, node, "maximum", Double.POSITIVE_INFINITY));
        if (!(limits.least() <= limits.most())) {
            throw new BadInput(
                    "%s says from %s to %s for %s".formatted(FILE, limits.least(), limits.most(), what),
                    "correct the bounds");
        }
        return limits;
    }

    private static double number(String what, JsonNode node, String key, double otherwise) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isNumber()) {
            throw new BadInput("%s says %s for the %s of %s".formatted(FILE, value, key, what), "give a number");
        }
        return value.asDouble(otherwise);
    }

    private static void refuseUnknown(String where, JsonNode node, Set<String> known) {
        node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new BadInput(
                            "%s has the keyword %s in %s, which is not held here".formatted(FILE, key, where),
                            "use " + String.join(", ", new TreeSet<>(known)));
                });
    }

    private static BadInput unknown(String what, String name) {
        String known = Arrays.stream(Property.values()).map(Property::key).collect(Collectors.joining(", "));
        return new BadInput(
                "%s has the %s %s, which a ride has not".formatted(FILE, what, name), "use one of " + known);
    }
}
