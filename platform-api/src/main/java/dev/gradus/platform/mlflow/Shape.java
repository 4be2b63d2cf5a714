package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a request holds: its fields in the order in which MLflow's server looks at them.
 *
 * <pre>{@code
 * static final Shape CREATE = Shape.of(
 *         Field.text("name").required(), Field.text("artifact_location"), Field.list("tags", TAG));
 * }</pre>
 *
 * <p>Reading follows MLflow's server: fields are read in the order of the JSON by the rules of protocol buffers, unknown
 * ones are ignored, and reading ends at the first value of a wrong type. Only then are the fields' demands asked, so that a
 * wrong type which nothing asks about costs that field and those after it, and no more.
 */
public final class Shape implements Type {
    private final List<Field> fields;
    private final Map<String, Field> byName = new HashMap<>();

    private Shape(List<Field> fields) {
        this.fields = fields;
        fields.forEach(field -> byName.put(field.camelName(), field));
        fields.forEach(field -> byName.put(field.name(), field));
    }

    /** A shape of these fields. */
    public static Shape of(Field... fields) {
        return new Shape(List.of(fields));
    }

    /** Its fields. */
    public List<Field> fields() {
        return fields;
    }

    /** Reads a request; what it lacks is refused in MLflow's words. */
    public Fields read(JsonNode request) {
        if (!request.isObject()) {
            throw MlflowProblem.invalid("Bad Request. The body must be a JSON object.");
        }
        refuseDoubleNames(request);
        Map<String, Object> values = new LinkedHashMap<>();
        boolean readable = fills(values, request);
        for (Field field : fields) {
            if (request.has(field.name()) || field.isRequired()) {
                demand(field, raw(request, field.name()), readable);
            }
        }
        return new Fields(values);
    }

    @Override
    public void read(JsonNode value, Consumer<Object> into) throws NotOfTypeException {
        if (!value.isObject()) {
            throw new NotOfTypeException();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        into.accept(new Fields(values));
        fill(values, value);
    }

    @Override
    public boolean looksRight(JsonNode value) {
        return true;
    }

    @Override
    public String label() {
        return "object";
    }

    /** The field of a name, in either spelling. */
    @Nullable Field field(String name) {
        return byName.get(name);
    }

    private static void demand(Field field, JsonNode value, boolean readable) {
        field.complaint(value, readable).ifPresent(complaint -> {
            throw MlflowProblem.invalid(complaint + " See the API docs for more information about request parameters.");
        });
    }

    /** Old clients name a run by {@code run_uuid}. */
    private static JsonNode raw(JsonNode request, String name) {
        JsonNode value = request.path(name);
        return name.equals("run_id") && (value.isMissingNode() || value.isNull()) ? request.path("run_uuid") : value;
    }

    private boolean fills(Map<String, Object> values, JsonNode request) {
        try {
            fill(values, request);
            return true;
        } catch (NotOfTypeException unreadable) {
            return false;
        }
    }

    private void fill(Map<String, Object> values, JsonNode object) throws NotOfTypeException {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Field field = byName.get(entry.getKey());
            if (field == null) {
                continue;
            }
            if (entry.getValue().isNull()) {
                values.remove(field.name());
            } else if (field.repeated()) {
                fillList(values, field, entry.getValue());
            } else {
                field.type().read(entry.getValue(), value -> values.put(field.name(), value));
            }
        }
    }

    private static void fillList(Map<String, Object> values, Field field, JsonNode list) throws NotOfTypeException {
        List<Object> elements = new ArrayList<>();
        values.put(field.name(), elements);
        if (!list.isArray()) {
            throw new NotOfTypeException();
        }
        for (JsonNode element : list) {
            field.type().read(element, elements::add);
        }
    }

    private void refuseDoubleNames(JsonNode object) {
        for (Field field : fields) {
            boolean camel = !field.name().equals(field.camelName()) && object.has(field.camelName());
            if (camel && object.has(field.name())) {
                throw MlflowProblem.invalid("Request specifies both '" + field.name() + "' and '" + field.camelName()
                        + "'; provide only one of them.");
            }
            if (field.type() instanceof Shape nested) {
                JsonNode value = object.path(camel ? field.camelName() : field.name());
                (value.isArray() ? value : List.of(value)).forEach(nested::refuseDoubleNames);
            }
        }
    }
}
