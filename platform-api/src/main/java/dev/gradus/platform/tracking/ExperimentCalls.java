package dev.gradus.platform.tracking;

import static dev.gradus.platform.mlflow.Endpoint.get;
import static dev.gradus.platform.mlflow.Endpoint.post;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Ownership;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The calls about experiments. */
@ApplicationScoped
public class ExperimentCalls implements EndpointGroup {
    private static final Shape CREATE =
            Shape.of(Field.text("name").required(), Field.text("artifact_location"), Field.list("tags", Entry.SHAPE));
    private static final Shape BY_ID = Shape.of(Field.text("experiment_id").required());
    private static final Shape BY_NAME = Shape.of(Field.text("experiment_name").required());
    private static final Shape UPDATE = Shape.of(
            Field.text("experiment_id").required(), Field.text("new_name").thenRequired());
    private static final Shape SET_TAG =
            Shape.of(Field.text("experiment_id").required(), Field.text("key").required(), Field.text("value"));
    private static final Shape DELETE_TAG =
            Shape.of(Field.text("experiment_id").required(), Field.text("key").required());
    private static final Shape SEARCH = Shape.of(
            ViewType.field("view_type"),
            Field.int64("max_results"),
            Field.texts("order_by"),
            Field.text("filter"),
            Field.text("page_token"));

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<ExperimentCalls>> ENDPOINTS = List.of(
            post("experiments/create", "Creates an experiment of the caller's team.", CREATE, ExperimentCalls::create),
            get("experiments/get", "Reads an experiment.", BY_ID, ExperimentCalls::read),
            get(
                    "experiments/get-by-name",
                    "Reads an experiment of the caller's team.",
                    BY_NAME,
                    ExperimentCalls::readNamed),
            post(
                    "experiments/search",
                    "Searches the experiments of the caller's team.",
                    SEARCH,
                    ExperimentCalls::search),
            get(
                    "experiments/search",
                    "Searches the experiments of the caller's team.",
                    SEARCH,
                    ExperimentCalls::search),
            post("experiments/update", "Renames an experiment.", UPDATE, ExperimentCalls::rename),
            post("experiments/delete", "Marks an experiment and its runs as deleted.", BY_ID, ExperimentCalls::delete),
            post(
                    "experiments/restore",
                    "Takes the mark of deletion from an experiment and its runs.",
                    BY_ID,
                    ExperimentCalls::restore),
            post("experiments/set-experiment-tag", "Sets a tag of an experiment.", SET_TAG, ExperimentCalls::setTag),
            post(
                    "experiments/delete-experiment-tag",
                    "Deletes a tag of an experiment.",
                    DELETE_TAG,
                    ExperimentCalls::deleteTag));

    private static final Map<String, Object> DONE = Map.of();

    private final Jdbi jdbi;
    private final Changes changes;

    ExperimentCalls(Jdbi jdbi, Changes changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object create(Call call) {
        String location = call.fields()
                .filledText("artifact_location")
                .map(ArtifactLocation::checked)
                .orElse("");
        String name =
                Limits.length("name", Limits.EXPERIMENT_NAME, call.fields().text("name"));
        List<Entry> tags = call.fields().messages("tags").stream()
                .map(Entry::experimentTag)
                .toList();
        long team = call.caller().team().id();
        long id = changes.make("experiment.create", change -> {
            Ownership.demand(
                    call.caller(), team, "the team \"" + call.caller().team().name() + '"');
            long created = Experiments.create(change.handle(), team, name, location);
            ExperimentTags.set(change.handle(), created, tags);
            change.on("experiment/" + created).detail("name", name);
            return created;
        });
        return Map.of("experiment_id", Long.toString(id));
    }

    private Object read(Call call) {
        return jdbi.withHandle(handle -> {
            Experiment experiment = Experiments.resolve(handle, call.caller(), id(call));
            return ExperimentJson.find(handle, experiment.id()).orElseThrow();
        });
    }

    private Object readNamed(Call call) {
        String name = call.fields().text("experiment_name");
        return jdbi.withHandle(handle -> Experiments.named(handle, call.caller(), name)
                .map(experiment -> ExperimentJson.find(handle, experiment.id()).orElseThrow())
                .orElseThrow(() -> MlflowProblem.missing("Could not find experiment with name '" + name + "'")));
    }

    private Object search(Call call) {
        return jdbi.withHandle(handle -> ExperimentSearch.search(handle, call.caller(), call.fields()));
    }

    private Object rename(Call call) {
        String name =
                Limits.length("name", Limits.EXPERIMENT_NAME, call.fields().text("new_name"));
        return changes.make("experiment.rename", change -> {
            Experiment experiment = Experiments.owned(change.handle(), call.caller(), id(call));
            if (!experiment.active()) {
                throw new MlflowProblem(ErrorCode.INVALID_STATE, "Cannot rename a non-active experiment.");
            }
            Experiments.rename(change.handle(), experiment, name);
            change.on(experiment.subject()).detail("from", experiment.name()).detail("to", name);
            return DONE;
        });
    }

    private Object delete(Call call) {
        return changes.make("experiment.delete", change -> {
            Experiment experiment = Experiments.owned(change.handle(), call.caller(), id(call));
            Experiments.mark(change.handle(), experiment, false);
            change.on(experiment.subject());
            return DONE;
        });
    }

    private Object restore(Call call) {
        return changes.make("experiment.restore", change -> {
            Experiment experiment = Experiments.owned(change.handle(), call.caller(), id(call));
            Experiments.mark(change.handle(), experiment, true);
            change.on(experiment.subject());
            return DONE;
        });
    }

    private Object setTag(Call call) {
        Entry tag = Entry.experimentTag(call.fields());
        return changes.make("experiment.set-tag", change -> {
            Experiment experiment = Experiments.active(change.handle(), call.caller(), id(call));
            ExperimentTags.set(change.handle(), experiment.id(), List.of(tag));
            change.on(experiment.subject()).detail("key", tag.key());
            return DONE;
        });
    }

    private Object deleteTag(Call call) {
        String key = call.fields().text("key");
        return changes.make("experiment.delete-tag", change -> {
            Experiment experiment = Experiments.active(change.handle(), call.caller(), id(call));
            if (!ExperimentTags.delete(change.handle(), experiment.id(), key)) {
                throw MlflowProblem.missing("No tag with name: " + key + " in experiment with id " + id(call));
            }
            change.on(experiment.subject()).detail("key", key);
            return DONE;
        });
    }

    private static String id(Call call) {
        return call.fields().text("experiment_id");
    }
}
