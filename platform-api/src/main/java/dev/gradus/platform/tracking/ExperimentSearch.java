package dev.gradus.platform.tracking;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.PageToken;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Filter;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.Order;
import dev.gradus.platform.search.Ordering;
import dev.gradus.platform.search.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Searches the experiments of the caller's team. */
final class ExperimentSearch {
    private static final List<String> NEWEST_FIRST = List.of("creation_time DESC", "experiment_id ASC");

    private ExperimentSearch() {}

    static Found search(Handle handle, Caller caller, Fields fields) {
        int most = Limits.results(fields.integer("max_results"));
        List<Clause> clauses = Filter.parse(fields.text("filter"), ExperimentGrammar.GRAMMAR);
        List<String> orderBy = fields.texts("order_by").isEmpty() ? NEWEST_FIRST : fields.texts("order_by");
        Keyset keyset = keyset(Ordering.parse(orderBy, ExperimentGrammar.GRAMMAR));
        String question = fields.text("filter") + '\n' + orderBy;
        Optional<List<String>> after = PageToken.read(fields.text("page_token"), question);

        Binds binds = new Binds();
        List<String> conditions = new ArrayList<>();
        conditions.add("e.team_id = " + binds.add(caller.team().id()));
        conditions.add("e.lifecycle_stage = any(" + binds.add(view(fields).stages()) + ')');
        clauses.forEach(clause -> conditions.add(ExperimentGrammar.condition(clause, binds)));
        after.ifPresent(keys -> conditions.add(keyset.after(keys, binds)));
        String sql = "select " + keyset.values() + " as keys, (" + ExperimentJson.EXPERIMENT
                + ")::text as json from experiment e where " + String.join(" and ", conditions) + " order by "
                + keyset.orderBy() + " limit " + (most + 1);
        List<Row> rows = handle.createQuery(sql)
                .bindMap(binds.values())
                .map((row, context) ->
                        new Row(List.of((String[]) row.getArray("keys").getArray()), row.getString("json")))
                .list();
        return found(rows, most, question);
    }

    private static ViewType view(Fields fields) {
        return ViewType.valueOf(fields.optionalText("view_type").orElse("ACTIVE_ONLY"));
    }

    private static Found found(List<Row> rows, int most, String question) {
        List<Row> page = rows.subList(0, Math.min(most, rows.size()));
        Optional<String> next = rows.size() > most
                ? Optional.of(PageToken.write(question, page.get(most - 1).keys()))
                : Optional.empty();
        return new Found(page.stream().map(row -> new RawJson(row.json())).toList(), next);
    }

    private static Keyset keyset(List<Order> orders) {
        List<SortKey> keys = new ArrayList<>();
        for (Order order : orders) {
            String column = ExperimentGrammar.column(order.key());
            keys.add(new SortKey(column, column.equals("e.name") ? "text" : "bigint", order.ascending()));
        }
        if (keys.stream().noneMatch(key -> key.expression().equals("e.id"))) {
            keys.add(new SortKey("e.id", "bigint", false));
        }
        return new Keyset(keys);
    }

    private record Row(List<String> keys, String json) {}

    /** A page of experiments as it is answered. */
    record Found(List<RawJson> experiments, Optional<String> nextPageToken) {}
}
