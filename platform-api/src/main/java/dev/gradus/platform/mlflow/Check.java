package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One demand on the raw value of a field; what it finds wrong, in MLflow's words. */
@FunctionalInterface
interface Check {
    /**
     * Looks at a value.
     *
     * @param value what the request has, null where it has nothing
     * @param readable whether all fields could be read by their types; the raw types are looked at only when not
     */
    Optional<String> complaint(Field field, JsonNode value, boolean readable);

    /** The value must be there and not be the empty text. */
    static Optional<String> required(Field field, JsonNode value, boolean readable) {
        return isMissing(value) ? Optional.of(missing(field.name())) : Optional.empty();
    }

    /** The value must look like the field's type, where the reading failed. */
    static Optional<String> typed(Field field, JsonNode value, boolean readable) {
        return readable || field.looksRight(value) ? Optional.empty() : Optional.of(invalid(field.name(), value));
    }

    /** What MLflow says of a value that is not there. */
    static String missing(String path) {
        return "Missing value for required parameter '" + path + "'.";
    }

    /** What MLflow says of a value of the wrong type. */
    static String invalid(String path, JsonNode value) {
        return "Invalid value " + Python.json(value) + " for parameter '" + path
                + "' supplied:  Hint: Value was of type '" + Python.type(value) + "'.";
    }

    static boolean isMissing(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty());
    }
}
