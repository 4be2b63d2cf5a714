package dev.gradus.platform.models;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Filter;
import dev.gradus.platform.search.Page;
import dev.gradus.platform.tracking.Experiments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Searches the logged models of experiments. */
final class LoggedModelSearch {
    static final Shape SHAPE = Shape.of(
            Field.texts("experiment_ids").thenRequired(),
            Field.text("filter"),
            Field.list("datasets", Datasets.SHAPE),
            Field.int32("max_results"),
            Field.list("order_by", ModelOrder.SHAPE),
            Field.text("page_token"));

    private static final int DEFAULT_SIZE = 50;
    /** What MLflow's server gives who asks for none. */
    private static final int SIZE_OF_ZERO = 100;

    private LoggedModelSearch() {}

    static Found search(Handle handle, Caller caller, Fields fields) {
        Binds binds = new Binds();
        ModelOrder order = ModelOrder.of(fields.messages("order_by"), binds);
        List<String> conditions = conditions(fields, binds);
        conditions.add("not l.deleted");
        conditions.add("l.experiment_id = any("
                + binds.add(Experiments.numbers(handle, caller, fields.texts("experiment_ids"))) + ')');
        Page page = new Page.Query(order.keyset(), question(fields), size(fields), fields.text("page_token"))
                .run(handle, LoggedModelJson.MODEL, order.from(), conditions, binds);
        return new Found(page.rows(), page.next());
    }

    private static List<String> conditions(Fields fields, Binds binds) {
        List<String> conditions = new ArrayList<>();
        String onDatasets = Datasets.onAnyOf(fields.messages("datasets"), binds);
        List<Clause> clauses = Filter.parse(fields.text("filter"), LoggedModelGrammar.GRAMMAR);
        clauses.forEach(clause -> conditions.add(LoggedModelGrammar.condition(clause, onDatasets, binds)));
        boolean ofMetrics = clauses.stream().anyMatch(clause -> clause.key().entity() == Entity.METRIC);
        if (!onDatasets.isEmpty() && !ofMetrics) {
            conditions.add("exists (select from logged_model_metric x where x.model_id = l.id" + onDatasets + ')');
        }
        return conditions;
    }

    private static int size(Fields fields) {
        long size = fields.optionalInteger("max_results").orElse((long) DEFAULT_SIZE);
        return size == 0 ? SIZE_OF_ZERO : (int) Math.max(0, size);
    }

    private static String question(Fields fields) {
        return String.join(
                "\n",
                fields.texts("experiment_ids").toString(),
                fields.text("filter"),
                Datasets.question(fields.messages("datasets")),
                ModelOrder.question(fields.messages("order_by")));
    }

    /** A page of logged models as it is answered. */
    record Found(List<RawJson> models, Optional<String> nextPageToken) {}
}
