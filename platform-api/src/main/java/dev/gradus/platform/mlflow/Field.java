package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One field of a request: its name, its type, and what MLflow demands of it, in the order in which it asks.
 *
 * <pre>{@code
 * Field.text("run_id").required()
 * Field.list("metrics", METRIC).eachHas("key", "value", "timestamp")
 * }</pre>
 */
public final class Field {
    private final String name;
    private final Type type;
    private final boolean repeated;
    private final boolean required;
    private final List<Check> checks;

    private Field(String name, Type type, boolean repeated, boolean required, List<Check> checks) {
        this.name = name;
        this.type = type;
        this.repeated = repeated;
        this.required = required;
        this.checks = List.copyOf(checks);
    }

    /** A text. */
    public static Field text(String name) {
        return single(name, Scalar.TEXT);
    }

    /** A whole number of 32 bits. */
    public static Field int32(String name) {
        return single(name, Scalar.INT32);
    }

    /** A whole number of 64 bits. */
    public static Field int64(String name) {
        return single(name, Scalar.INT64);
    }

    /** A number of double precision, NaN and infinities by name. */
    public static Field number(String name) {
        return single(name, Scalar.NUMBER);
    }

    /** True or false. */
    public static Field flag(String name) {
        return single(name, Scalar.FLAG);
    }

    /** One of these names, each with its number. */
    public static Field choice(String name, Map<String, Integer> choices) {
        return single(name, new Choice(choices));
    }

    /** A message within the message. */
    public static Field message(String name, Shape shape) {
        return single(name, shape);
    }

    /** Texts. */
    public static Field texts(String name) {
        return new Field(name, Scalar.TEXT, true, false, List.of(Check::typed));
    }

    /** Messages within the message. */
    public static Field list(String name, Shape shape) {
        return new Field(name, shape, true, false, List.of(Check::typed));
    }

    /** The same field of which MLflow's server demands nothing: a wrong type loses it and those after it. */
    public Field unchecked() {
        return new Field(name, type, repeated, false, List.of());
    }

    /** The same field, which must be there; MLflow looks for this before it looks at the type. */
    public Field required() {
        List<Check> first = Stream.concat(Stream.<Check>of(Check::required), checks.stream())
                .toList();
        return new Field(name, type, repeated, true, first);
    }

    /** The same field, which must be there; MLflow looks for this after it has looked at the type. */
    public Field thenRequired() {
        return new Field(name, type, repeated, true, and(Check::required).checks);
    }

    /** The same field, whose number may not be greater. */
    public Field atMost(long greatest) {
        return and((field, value, readable) -> value.isNull() || value.asDouble() <= greatest
                ? Optional.empty()
                : Optional.of(Check.invalid(name, value)));
    }

    /** The same field, whose number must be within these bounds, with what is said otherwise. */
    public Field within(long least, long greatest, String complaint) {
        return and((field, value, readable) ->
                value.asDouble() < least || value.asDouble() > greatest ? Optional.of(complaint) : Optional.empty());
    }

    /** The same field, with at most so many elements; {@code %d} in the complaint is how many there are. */
    public Field sizeAtMost(int most, String complaint) {
        return and((field, value, readable) ->
                value.size() > most ? Optional.of(String.format(complaint, value.size())) : Optional.empty());
    }

    /** The same list, of which each element must have these fields. */
    public Field eachHas(String... names) {
        return and((field, value, readable) -> IntStream.range(0, value.size())
                .boxed()
                .flatMap(index -> Stream.of(names)
                        .filter(key -> Check.isMissing(value.get(index).path(key)))
                        .map(key -> Check.missing(name + "[" + index + "]." + key)))
                .findFirst());
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Whether it must be there. */
    public boolean isRequired() {
        return required;
    }

    /** How the reference names its type. */
    public String label() {
        return repeated ? "list of " + type.label() : type.label();
    }

    Type type() {
        return type;
    }

    boolean repeated() {
        return repeated;
    }

    /** The name by which protocol buffers also take it in JSON. */
    String camelName() {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(
                    camel.isEmpty() || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    Optional<String> complaint(JsonNode value, boolean readable) {
        return checks.stream()
                .flatMap(check -> check.complaint(this, value, readable).stream())
                .findFirst();
    }

    boolean looksRight(JsonNode value) {
        if (!repeated) {
            return type.looksRight(value);
        }
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(type::looksRight);
    }

    private static Field single(String name, Type type) {
        return new Field(name, type, false, false, List.of(Check::typed));
    }

    private Field and(Check check) {
        return new Field(
                name,
                type,
                repeated,
                required,
                Stream.concat(checks.stream(), Stream.of(check)).toList());
    }
}
