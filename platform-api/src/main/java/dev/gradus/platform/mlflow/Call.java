package dev.gradus.platform.mlflow;

import dev.gradus.platform.access.Caller;
import java.util.Map;
import java.util.Objects;

/**
 * One call of an endpoint.
 *
 * @param caller who calls
 * @param fields what the request holds
 * @param path the parts of the path that the endpoint names in braces
 */
public record Call(Caller caller, Fields fields, Map<String, String> path) {
    public Call {
        path = Map.copyOf(path);
    }

    /** The part of the path that the endpoint names so. */
    public String part(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }
}
