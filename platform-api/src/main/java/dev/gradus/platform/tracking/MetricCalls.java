package dev.gradus.platform.tracking;

import static dev.gradus.platform.mlflow.Endpoint.get;

import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The calls that read all values of a metric. */
@ApplicationScoped
public class MetricCalls implements EndpointGroup {
    private static final int RUNS = 100;
    private static final int VALUES = 25_000;
    private static final int VALUES_PER_RUN = 2500;
    private static final Shape HISTORY = Shape.of(
            Field.text("run_id").thenRequired(),
            Field.text("metric_key").thenRequired(),
            Field.text("page_token"),
            Field.int32("max_results").unchecked(),
            Field.text("run_uuid").unchecked());
    private static final Shape BULK = Shape.of(
            Field.texts("run_id").unchecked(),
            Field.text("metric_key").unchecked(),
            Field.int32("max_results").unchecked());
    private static final Shape INTERVAL = Shape.of(
            Field.texts("run_ids")
                    .required()
                    .sizeAtMost(
                            RUNS,
                            "GetMetricHistoryBulkInterval request must specify at most " + RUNS
                                    + " run_ids. Received %d run_ids."),
            Field.text("metric_key").required(),
            Field.int32("start_step"),
            Field.int32("end_step"),
            Field.int32("max_results")
                    .within(1, VALUES_PER_RUN, "max_results must be between 1 and " + VALUES_PER_RUN + "."));

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<MetricCalls>> ENDPOINTS = List.of(
            get("metrics/get-history", "Reads the values of a metric of a run.", HISTORY, MetricCalls::history),
            get("metrics/get-history-bulk", "Reads the values of a metric of several runs.", BULK, MetricCalls::bulk),
            get(
                    "metrics/get-history-bulk-interval",
                    "Reads values of a metric of several runs, evenly spread over the steps.",
                    INTERVAL,
                    MetricCalls::interval));

    private final Jdbi jdbi;

    MetricCalls(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object history(Call call) {
        Optional<Long> most = call.fields().optionalInteger("max_results");
        if (most.filter(number -> number <= 0).isPresent()) {
            throw MlflowProblem.invalid("Invalid value " + most.get()
                    + " for parameter 'max_results' supplied. It must be a positive integer.");
        }
        String key = call.fields().text("metric_key");
        return jdbi.withHandle(handle -> MetricHistory.page(
                handle, RunCalls.id(call), key, most, call.fields().text("page_token")));
    }

    private Object bulk(Call call) {
        Fields fields = call.fields();
        List<String> runs = fields.texts("run_id");
        if (runs.isEmpty()) {
            throw MlflowProblem.invalid("GetMetricHistoryBulk request must specify at least one run_id.");
        }
        if (runs.size() > RUNS) {
            throw MlflowProblem.invalid("GetMetricHistoryBulk request cannot specify more than " + RUNS
                    + " run_ids. Received " + runs.size() + " run_ids.");
        }
        String key = fields.optionalText("metric_key")
                .orElseThrow(() -> MlflowProblem.invalid("GetMetricHistoryBulk request must specify a metric_key."));
        long most = Math.min(fields.optionalInteger("max_results").orElse((long) VALUES), VALUES);
        return jdbi.withHandle(handle -> Map.of("metrics", MetricHistory.ofRuns(handle, runs, key, Math.max(0, most))));
    }

    private Object interval(Call call) {
        Fields fields = call.fields();
        Optional<Long> start = fields.optionalInteger("start_step");
        Optional<Long> end = fields.optionalInteger("end_step");
        if (start.isPresent() != end.isPresent()) {
            throw MlflowProblem.invalid("If either start step or end step are specified, both must be specified.");
        }
        if (start.isPresent() && start.get() > end.get()) {
            throw MlflowProblem.invalid("end_step must be greater than start_step. Found start_step=" + start.get()
                    + " and end_step=" + end.get() + ".");
        }
        long most = fields.optionalInteger("max_results").orElse((long) VALUES_PER_RUN);
        List<String> runs = fields.texts("run_ids");
        MetricHistory.Steps steps = new MetricHistory.Steps(start.orElse(Long.MIN_VALUE), end.orElse(Long.MAX_VALUE));
        return jdbi.withHandle(
                handle -> new WithRuns(MetricHistory.spread(handle, runs, fields.text("metric_key"), most, steps)));
    }

    private record WithRuns(List<MetricHistory.OfRun> metrics) {}
}
