package dev.gradus.platform.mlflow;

import java.util.List;
import java.util.function.Function;

/**
 * One call that clients of MLflow make, answered below {@code /api} and {@code /ajax-api} alike.
 *
 * <pre>{@code
 * Endpoint.post("experiments/create", "Creates an experiment.", CREATE, ExperimentCalls::create)
 * }</pre>
 *
 * @param <T> who answers it
 * @param version of the protocol, as the path has it
 * @param path below {@code mlflow/}, with variable parts as {@code {name}}
 */
public record Endpoint<T>(Verb verb, String version, String path, String summary, Shape shape, Handler<T> handler) {
    /** Read by its query. */
    public static <T> Endpoint<T> get(String path, String summary, Shape shape, Handler<T> handler) {
        return new Endpoint<>(Verb.GET, "2.0", path, summary, shape, handler);
    }

    /** Called with a body. */
    public static <T> Endpoint<T> post(String path, String summary, Shape shape, Handler<T> handler) {
        return new Endpoint<>(Verb.POST, "2.0", path, summary, shape, handler);
    }

    /** Changes a part. */
    public static <T> Endpoint<T> patch(String path, String summary, Shape shape, Handler<T> handler) {
        return new Endpoint<>(Verb.PATCH, "2.0", path, summary, shape, handler);
    }

    /** Deletes, named by a body. */
    public static <T> Endpoint<T> delete(String path, String summary, Shape shape, Handler<T> handler) {
        return new Endpoint<>(Verb.DELETE, "2.0", path, summary, shape, handler);
    }

    /** These endpoints as this object answers them. */
    public static <T> List<Bound> bind(List<Endpoint<T>> endpoints, T group) {
        return endpoints.stream()
                .map(endpoint -> new Bound(endpoint, call -> endpoint.handler().answer(group, call)))
                .toList();
    }

    /** Answers a call with a record, a map or a {@link RawJson}. */
    @FunctionalInterface
    public interface Handler<T> {
        /** The answer; what can not be done is a {@link MlflowProblem}. */
        Object answer(T group, Call call);
    }

    /** An endpoint with who answers it. */
    public record Bound(Endpoint<?> endpoint, Function<Call, Object> answer) {}
}
