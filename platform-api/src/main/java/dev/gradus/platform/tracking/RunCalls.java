package dev.gradus.platform.tracking;

import static dev.gradus.platform.mlflow.Endpoint.get;
import static dev.gradus.platform.mlflow.Endpoint.post;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The calls about runs. */
@ApplicationScoped
public class RunCalls implements EndpointGroup {
    private static final Map<String, Integer> STATUSES =
            Map.of("RUNNING", 1, "SCHEDULED", 2, "FINISHED", 3, "FAILED", 4, "KILLED", 5);
    private static final Field RUN_UUID = Field.text("run_uuid").unchecked();
    private static final Shape CREATE = Shape.of(
            Field.text("experiment_id"),
            Field.int64("start_time"),
            Field.text("run_name"),
            Field.text("user_id").unchecked(),
            Field.list("tags", Entry.SHAPE).unchecked());
    private static final Shape BY_ID = Shape.of(Field.text("run_id").required(), RUN_UUID);
    private static final Shape UPDATE = Shape.of(
            Field.text("run_id").required(),
            Field.int64("end_time"),
            Field.choice("status", STATUSES),
            Field.text("run_name"),
            RUN_UUID);
    private static final Shape SEARCH = Shape.of(
            Field.texts("experiment_ids"),
            Field.text("filter"),
            Field.int32("max_results").atMost(Limits.SEARCH_RESULTS),
            Field.texts("order_by"),
            ViewType.field("run_view_type").unchecked(),
            Field.text("page_token").unchecked());
    private static final Shape SET_TAG =
            Shape.of(Field.text("run_id").required(), Field.text("key").required(), Field.text("value"), RUN_UUID);
    private static final Shape DELETE_TAG =
            Shape.of(Field.text("run_id").required(), Field.text("key").required());

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<RunCalls>> ENDPOINTS = List.of(
            post("runs/create", "Creates a run.", CREATE, RunCalls::create),
            get(
                    "runs/get",
                    "Reads a run with its latest metrics, parameters, tags, inputs and outputs.",
                    BY_ID,
                    RunCalls::read),
            post("runs/search", "Searches runs.", SEARCH, RunCalls::search),
            post("runs/update", "Changes the status, the end or the name of a run.", UPDATE, RunCalls::update),
            post("runs/delete", "Marks a run as deleted.", BY_ID, RunCalls::delete),
            post("runs/restore", "Takes the mark of deletion from a run.", BY_ID, RunCalls::restore),
            post("runs/set-tag", "Sets a tag of a run.", SET_TAG, RunCalls::setTag),
            post("runs/delete-tag", "Deletes a tag of a run.", DELETE_TAG, RunCalls::deleteTag));

    private static final Map<String, Object> DONE = Map.of();

    private final Jdbi jdbi;
    private final Changes changes;

    RunCalls(Jdbi jdbi, Changes changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    /** The id of the run that a call is about, by its name of today or of old. */
    static String id(Call call) {
        return call.fields().filledText("run_id").orElseGet(() -> call.fields().text("run_uuid"));
    }

    private Object create(Call call) {
        return changes.make("run.create", change -> {
            Experiment experiment = Experiments.active(
                    change.handle(), call.caller(), call.fields().text("experiment_id"));
            RunRef run = Runs.create(change.handle(), experiment, call.fields());
            change.on(run.subject()).detail("experiment", experiment.id());
            return RunJson.created(change.handle(), run.id());
        });
    }

    private Object read(Call call) {
        return jdbi.withHandle(handle -> RunJson.run(handle, id(call)));
    }

    private Object search(Call call) {
        return jdbi.withHandle(handle -> RunSearch.search(handle, call.caller(), call.fields()));
    }

    private Object update(Call call) {
        return changes.make("run.update", change -> {
            RunRef run = Runs.active(change.handle(), call.caller(), id(call));
            Runs.update(change.handle(), run, call.fields());
            change.on(run.subject());
            call.fields().optionalText("status").ifPresent(status -> change.detail("status", status));
            call.fields().filledText("run_name").ifPresent(name -> change.detail("name", name));
            return RunJson.info(change.handle(), run.id());
        });
    }

    private Object delete(Call call) {
        return mark(call, "run.delete", false);
    }

    private Object restore(Call call) {
        return mark(call, "run.restore", true);
    }

    private Object mark(Call call, String action, boolean active) {
        return changes.make(action, change -> {
            RunRef run = Runs.owned(change.handle(), call.caller(), id(call));
            Runs.mark(change.handle(), run, active);
            change.on(run.subject());
            return DONE;
        });
    }

    private Object setTag(Call call) {
        Entry tag = Entry.tag(call.fields(), "");
        return changes.make("run.set-tag", change -> {
            RunRef run = Runs.active(change.handle(), call.caller(), id(call));
            RunTags.set(change.handle(), run, List.of(tag));
            change.on(run.subject()).detail("key", tag.key());
            return DONE;
        });
    }

    private Object deleteTag(Call call) {
        String key = call.fields().text("key");
        return changes.make("run.delete-tag", change -> {
            RunRef run = Runs.active(change.handle(), call.caller(), id(call));
            if (!RunTags.delete(change.handle(), run, key)) {
                throw MlflowProblem.missing("No tag with name: " + key + " in run with id " + run.id());
            }
            change.on(run.subject()).detail("key", key);
            return DONE;
        });
    }
}
