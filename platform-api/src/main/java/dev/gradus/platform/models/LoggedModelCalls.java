package dev.gradus.platform.models;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.Ownership;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.tracking.Experiment;
import dev.gradus.platform.tracking.Experiments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** What clients ask of logged models. */
@ApplicationScoped
public class LoggedModelCalls implements EndpointGroup {
    private static final String PATH = "logged-models";
    private static final String ONE = PATH + "/{model_id}";
    private static final Shape PAIR = Shape.of(Field.text("key"), Field.text("value"));
    private static final Field MODEL_ID = Field.text("model_id").required();
    private static final Field PARAMS = Field.list("params", PAIR);
    private static final Field TAGS = Field.list("tags", PAIR);

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<LoggedModelCalls>> ENDPOINTS = List.of(
            Endpoint.post(
                    PATH,
                    "Creates a logged model.",
                    Shape.of(
                            Field.text("experiment_id").required(),
                            Field.text("name"),
                            Field.text("model_type"),
                            Field.text("source_run_id"),
                            PARAMS,
                            TAGS),
                    LoggedModelCalls::create),
            Endpoint.get(ONE, "A logged model.", Shape.of(Field.text("allow_deleted")), LoggedModelCalls::read),
            Endpoint.patch(
                    ONE,
                    "Says that a logged model is ready, or that its upload failed.",
                    Shape.of(
                            MODEL_ID,
                            Field.choice("status", ModelStatus.numbers()).required()),
                    LoggedModelCalls::finish),
            Endpoint.delete(ONE, "Deletes a logged model.", Shape.of(), LoggedModelCalls::delete),
            Endpoint.post(ONE + "/params", "Adds parameters.", Shape.of(MODEL_ID, PARAMS), LoggedModelCalls::addParams),
            Endpoint.patch(ONE + "/tags", "Sets tags.", Shape.of(TAGS), LoggedModelCalls::setTags),
            Endpoint.delete(ONE + "/tags/{tag_key}", "Deletes a tag.", Shape.of(), LoggedModelCalls::deleteTag),
            Endpoint.post(
                    PATH + "/search",
                    "Logged models of experiments.",
                    LoggedModelSearch.SHAPE,
                    LoggedModelCalls::search));

    private final Jdbi jdbi;
    private final Changes changes;

    LoggedModelCalls(Jdbi jdbi, Changes changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object create(Call call) {
        Fields fields = call.fields();
        NewModel model = NewModel.of(fields);
        return changes.make("logged_model.create", change -> {
            Experiment experiment = Experiments.active(change.handle(), call.caller(), fields.text("experiment_id"));
            LoggedModelRows rows = LoggedModelRows.create(change.handle(), experiment, model);
            rows.addParams(pairs(fields, "params"));
            rows.addTags(pairs(fields, "tags"));
            change.on("logged_model/" + model.id()).detail("name", model.name());
            return new One(rows.read(false));
        });
    }

    private Object read(Call call) {
        boolean deletedToo = call.fields().text("allow_deleted").equalsIgnoreCase("true");
        return jdbi.withHandle(handle -> new One(new LoggedModelRows(handle, call.part("model_id")).read(deletedToo)));
    }

    private Object finish(Call call) {
        ModelStatus status = ModelStatus.named(call.fields().text("status"));
        return change(call, "logged_model.finish", rows -> {
            rows.finish(status, System.currentTimeMillis());
            return new One(rows.read(true));
        });
    }

    private Object delete(Call call) {
        return change(call, "logged_model.delete", rows -> {
            rows.delete(System.currentTimeMillis());
            return Map.of();
        });
    }

    private Object addParams(Call call) {
        return change(call, "logged_model.add_params", rows -> {
            rows.addParams(pairs(call.fields(), "params"));
            return Map.of();
        });
    }

    private Object setTags(Call call) {
        return change(call, "logged_model.set_tags", rows -> {
            rows.setTags(pairs(call.fields(), "tags"));
            return Map.of();
        });
    }

    private Object deleteTag(Call call) {
        return change(call, "logged_model.delete_tag", rows -> {
            rows.deleteTag(call.part("tag_key"));
            return Map.of();
        });
    }

    private Object search(Call call) {
        return jdbi.withHandle(handle -> LoggedModelSearch.search(handle, call.caller(), call.fields()));
    }

    private Object change(Call call, String action, Function<LoggedModelRows, Object> work) {
        String id = call.part("model_id");
        return changes.make(action, change -> {
            LoggedModel model = LoggedModels.lock(change.handle(), id).orElseThrow(() -> LoggedModels.missing(id));
            Ownership.demand(call.caller(), model.team(), "the logged model \"" + id + '"');
            change.on("logged_model/" + id);
            return work.apply(new LoggedModelRows(change.handle(), id));
        });
    }

    private static List<Pair> pairs(Fields fields, String name) {
        return fields.messages(name).stream()
                .map(pair -> new Pair(pair.text("key"), pair.text("value")))
                .toList();
    }

    private record One(RawJson model) {}
}
