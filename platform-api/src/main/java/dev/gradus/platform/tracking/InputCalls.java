package dev.gradus.platform.tracking;

import static dev.gradus.platform.mlflow.Endpoint.post;

import dev.gradus.platform.change.Changes;
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
import org.jdbi.v3.core.Jdbi;

/** The calls about the datasets and models that a run read and made. */
@ApplicationScoped
public class InputCalls implements EndpointGroup {
    private static final int EXPERIMENTS = 20;
    private static final Shape DATASET = Shape.of(
            Field.text("name"),
            Field.text("digest"),
            Field.text("source_type"),
            Field.text("source"),
            Field.text("schema"),
            Field.text("profile"));
    private static final Shape DATASET_INPUT =
            Shape.of(Field.list("tags", Entry.SHAPE), Field.message("dataset", DATASET));
    private static final Shape LOG_INPUTS = Shape.of(
            Field.text("run_id").required(),
            Field.list("datasets", DATASET_INPUT),
            Field.list("models", Shape.of(Field.text("model_id"))));
    private static final Shape LOG_OUTPUTS = Shape.of(
            Field.text("run_id").required(),
            Field.list("models", Shape.of(Field.text("model_id"), Field.int64("step")))
                    .required());
    private static final Shape LOG_MODEL = Shape.of(
            Field.text("run_id").thenRequired(), Field.text("model_json").thenRequired());
    private static final Shape SEARCH_DATASETS =
            Shape.of(Field.texts("experiment_ids").unchecked());

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<InputCalls>> ENDPOINTS = List.of(
            post("runs/log-inputs", "Logs the datasets and models that a run read.", LOG_INPUTS, InputCalls::logInputs),
            post("runs/outputs", "Logs the models that a run made.", LOG_OUTPUTS, InputCalls::logOutputs),
            post("runs/log-model", "Logs a model in the way of MLflow 2.", LOG_MODEL, InputCalls::logModel),
            post(
                    "experiments/search-datasets",
                    "Lists the datasets of experiments.",
                    SEARCH_DATASETS,
                    InputCalls::searchDatasets));

    private static final Map<String, Object> DONE = Map.of();

    private final Jdbi jdbi;
    private final Changes changes;

    InputCalls(Jdbi jdbi, Changes changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object logInputs(Call call) {
        Limits.runId(call.fields().text("run_id"));
        List<DatasetInput> datasets = call.fields().messages("datasets").stream()
                .map(DatasetInput::of)
                .toList();
        List<String> models = call.fields().messages("models").stream()
                .map(model -> model.text("model_id"))
                .distinct()
                .toList();
        return changes.make("run.log-inputs", change -> {
            RunRef run =
                    Runs.active(change.handle(), call.caller(), call.fields().text("run_id"));
            Datasets.log(change.handle(), run, datasets);
            RunModels.logInputs(change.handle(), run, models);
            change.on(run.subject()).detail("datasets", datasets.size()).detail("models", models);
            return DONE;
        });
    }

    private Object logOutputs(Call call) {
        List<Fields> models = call.fields().messages("models");
        return changes.make("run.log-outputs", change -> {
            RunRef run =
                    Runs.active(change.handle(), call.caller(), call.fields().text("run_id"));
            RunModels.logOutputs(change.handle(), run, models);
            change.on(run.subject());
            change.detail(
                    "models",
                    models.stream().map(model -> model.text("model_id")).toList());
            return DONE;
        });
    }

    private Object logModel(Call call) {
        LoggedModelTag model = LoggedModelTag.of(call.fields().text("model_json"));
        return changes.make("run.log-model", change -> {
            RunRef run =
                    Runs.active(change.handle(), call.caller(), call.fields().text("run_id"));
            model.add(change.handle(), run);
            change.on(run.subject());
            return DONE;
        });
    }

    private Object searchDatasets(Call call) {
        List<String> ids = call.fields().texts("experiment_ids");
        if (ids.isEmpty()) {
            throw MlflowProblem.invalid("SearchDatasets request must specify at least one experiment_id.");
        }
        if (ids.size() > EXPERIMENTS) {
            throw MlflowProblem.invalid("SearchDatasets request cannot specify more than " + EXPERIMENTS
                    + " experiment_ids. Received " + ids.size() + " experiment_ids.");
        }
        return jdbi.withHandle(handle -> Datasets.summaries(handle, Experiments.numbers(handle, call.caller(), ids)));
    }
}
