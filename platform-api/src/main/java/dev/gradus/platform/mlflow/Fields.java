package dev.gradus.platform.mlflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a request as they were read. A field that is not there is the empty text, zero, false or no elements, as in
 * the protocol; {@code optional…} tells it apart.
 *
 * <pre>{@code
 * String run = fields.text("run_id");
 * Optional<String> status = fields.optionalText("status");
 * }</pre>
 */
public final class Fields {
    private final Map<String, Object> values;

    /** Fields by these values: {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link Fields} or a list. */
    Fields(Map<String, Object> values) {
        this.values = values;
    }

    /** Whether the request has the field. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text or choice; empty if it is not there. */
    public String text(String name) {
        return optionalText(name).orElse("");
    }

    /** A text or choice. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** A text; nothing if it is not there or empty. */
    public Optional<String> filledText(String name) {
        return optionalText(name).filter(text -> !text.isEmpty());
    }

    /** A whole number; 0 if it is not there. */
    public long integer(String name) {
        return optionalInteger(name).orElse(0L);
    }

    /** A whole number. */
    public Optional<Long> optionalInteger(String name) {
        return Optional.ofNullable((Long) values.get(name));
    }

    /** A number; 0 if it is not there. */
    public double number(String name) {
        return values.get(name) instanceof Double number ? number : 0;
    }

    /** A flag; false if it is not there. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Texts. */
    public List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    /** The messages of a list. */
    public List<Fields> messages(String name) {
        return list(name).stream().map(Fields.class::cast).toList();
    }

    /** A message; one without fields if it is not there. */
    public Fields message(String name) {
        return values.get(name) instanceof Fields fields ? fields : new Fields(Map.of());
    }

    private List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }
}
