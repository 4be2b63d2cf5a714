package dev.gradus.platform.tracking;

import static dev.gradus.platform.mlflow.Endpoint.post;

import dev.gradus.platform.change.Change;
import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Python;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The calls that log what a run measured and was given. */
@ApplicationScoped
public class LogCalls implements EndpointGroup {
    private static final Shape METRIC = Shape.of(
            Field.text("key"),
            Field.number("value"),
            Field.int64("timestamp"),
            Field.int64("step"),
            Field.text("dataset_name"),
            Field.text("dataset_digest"),
            Field.text("model_id"),
            Field.text("run_id"));
    private static final Shape LOG_METRIC = Shape.of(
            Field.text("run_id").required(),
            Field.text("key").required(),
            Field.number("value").required(),
            Field.int64("timestamp").thenRequired(),
            Field.int64("step"),
            Field.text("model_id"),
            Field.text("dataset_name"),
            Field.text("dataset_digest"),
            Field.text("run_uuid").unchecked());
    private static final Shape LOG_PARAM = Shape.of(
            Field.text("run_id").required(),
            Field.text("key").required(),
            Field.text("value"),
            Field.text("run_uuid").unchecked());
    private static final Shape LOG_BATCH = Shape.of(
            Field.text("run_id").thenRequired(),
            Field.list("metrics", METRIC).eachHas("key", "value", "timestamp"),
            Field.list("params", Entry.SHAPE).eachHas("key"),
            Field.list("tags", Entry.SHAPE).eachHas("key"));

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<LogCalls>> ENDPOINTS = List.of(
            post("runs/log-metric", "Logs one value of a metric.", LOG_METRIC, LogCalls::logMetric),
            post("runs/log-parameter", "Logs a parameter, which is written once.", LOG_PARAM, LogCalls::logParam),
            post("runs/log-batch", "Logs metrics, parameters and tags, all or none.", LOG_BATCH, LogCalls::logBatch));

    private static final Map<String, Object> DONE = Map.of();

    private final Changes changes;
    private final Instance<ModelMetrics> models;

    LogCalls(Changes changes, @Any Instance<ModelMetrics> models) {
        this.changes = changes;
        this.models = models;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object logMetric(Call call) {
        Metric metric = Metric.of(call.fields(), "");
        return changes.make("run.log-metric", change -> {
            RunRef run = Runs.active(change.handle(), call.caller(), RunCalls.id(call));
            log(change, run, List.of(metric));
            change.on(run.subject()).detail("key", metric.key());
            return DONE;
        });
    }

    private Object logParam(Call call) {
        Entry param = Entry.param(call.fields(), "");
        return changes.make("run.log-param", change -> {
            RunRef run = Runs.active(change.handle(), call.caller(), RunCalls.id(call));
            Params.log(change.handle(), run, param);
            change.on(run.subject()).detail("key", param.key());
            return DONE;
        });
    }

    private Object logBatch(Call call) {
        String runId = call.fields().text("run_id");
        Limits.runId(runId);
        List<Metric> metrics = each(call.fields().messages("metrics"), "metrics", Metric::of);
        List<Entry> params =
                each(call.fields().messages("params"), "params", (fields, path) -> Entry.param(fields, path + '.'));
        List<Entry> tags =
                each(call.fields().messages("tags"), "tags", (fields, path) -> Entry.tag(fields, path + '.'));
        checkCounts(metrics.size(), params.size(), tags.size());
        refuseDoubles(params);
        return changes.make("run.log-batch", change -> {
            RunRef run = Runs.active(change.handle(), call.caller(), runId);
            Params.log(change.handle(), run, params);
            log(change, run, metrics);
            RunTags.set(change.handle(), run, tags);
            change.on(run.subject());
            change.detail("metrics", metrics.size())
                    .detail("params", params.size())
                    .detail("tags", tags.size());
            return DONE;
        });
    }

    private void log(Change change, RunRef run, List<Metric> metrics) {
        Metrics.log(change.handle(), run, metrics);
        List<Metric> ofModels =
                metrics.stream().filter(metric -> metric.model().isPresent()).toList();
        if (!ofModels.isEmpty()) {
            models.forEach(model -> model.log(change.handle(), run.id(), run.experimentId(), ofModels));
        }
    }

    private static <T> List<T> each(List<Fields> messages, String name, BiFunction<Fields, String, T> read) {
        return IntStream.range(0, messages.size())
                .mapToObj(index -> read.apply(messages.get(index), name + '[' + index + ']'))
                .toList();
    }

    private static void checkCounts(int metrics, int params, int tags) {
        Limits.count("metrics", Limits.METRICS_PER_BATCH, metrics);
        Limits.count("params", Limits.PARAMS_PER_BATCH, params);
        Limits.count("tags", Limits.PARAMS_PER_BATCH, tags);
        Limits.count("metrics, params, and tags", Limits.ENTITIES_PER_BATCH, metrics + params + tags);
    }

    private static void refuseDoubles(List<Entry> params) {
        Set<String> seen = new HashSet<>();
        List<String> doubles =
                params.stream().map(Entry::key).filter(key -> !seen.add(key)).toList();
        if (!doubles.isEmpty()) {
            throw MlflowProblem.invalid("Duplicate parameter keys have been submitted: " + Python.list(doubles)
                    + ". Please ensure the request contains only one param value per param key.");
        }
    }
}
