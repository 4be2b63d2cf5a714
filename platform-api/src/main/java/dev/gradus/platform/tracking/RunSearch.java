package dev.gradus.platform.tracking;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.PageToken;
import dev.gradus.platform.mlflow.Python;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Filter;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.Order;
import dev.gradus.platform.search.Ordering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Searches runs. */
final class RunSearch {
    private static final long PAGE = 1000;

    private RunSearch() {}

    static Found search(Handle handle, Caller caller, Fields fields) {
        int most = Limits.results(fields.optionalInteger("max_results").orElse(PAGE));
        List<Clause> clauses = Filter.parse(fields.text("filter"), RunGrammar.GRAMMAR);
        List<Order> orders = orders(fields.texts("order_by"));
        ViewType view = ViewType.valueOf(fields.optionalText("run_view_type").orElse("ACTIVE_ONLY"));
        String question = fields.text("filter") + '\n' + fields.texts("order_by") + '\n' + view;
        Optional<List<String>> after = PageToken.read(fields.text("page_token"), question);

        Binds binds = new Binds();
        RunOrder order = RunOrder.of(orders, binds);
        List<String> conditions = new ArrayList<>();
        conditions.add("r.experiment_id = any(:experiments)");
        conditions.add("r.lifecycle_stage = any(" + binds.add(view.stages()) + ')');
        clauses.forEach(clause -> conditions.add(RunGrammar.condition(clause, binds)));
        after.ifPresent(keys -> conditions.add(order.keyset().after(keys, binds)));
        Long[] experiments = Experiments.numbers(handle, caller, fields.texts("experiment_ids"));
        List<Row> rows = handle.createQuery(within(experiments, sql(order, conditions, most + 1)))
                .bindMap(binds.values())
                .bind("experiments", experiments)
                .map((row, context) ->
                        new Row(List.of((String[]) row.getArray("keys").getArray()), row.getString("json")))
                .list();
        return found(rows, most, question);
    }

    /** The page's runs are found first, so that the JSON of no other run is written. */
    private static String sql(RunOrder order, List<String> conditions, int limit) {
        Keyset keyset = order.keyset();
        return "with page as materialized (select r.number, " + keyset.values()
                + " as keys, row_number() over (order by "
                + keyset.orderBy() + ") as place from run r " + order.joins() + " where "
                + String.join(" and ", conditions)
                + " order by " + keyset.orderBy() + " limit " + limit + ") select page.keys, (" + RunJson.RUN
                + ")::text as json from page join run r on r.number = page.number order by page.place";
    }

    /** Only an index that is entered at one experiment gives its runs in their order, so that a page costs the same in a large one. */
    private static String within(Long[] experiments, String sql) {
        return experiments.length == 1
                ? sql.replace("= any(:experiments)", "= (cast(:experiments as bigint[]))[1]")
                : sql;
    }

    private static List<Order> orders(List<String> orderBy) {
        List<Order> orders = Ordering.parse(orderBy, RunGrammar.GRAMMAR);
        if (new HashSet<>(orders.stream().map(Order::key).toList()).size() < orders.size()) {
            throw new MlflowProblem(
                    ErrorCode.INTERNAL_ERROR, "`order_by` contains duplicate fields: " + Python.list(orderBy));
        }
        return orders;
    }

    private static Found found(List<Row> rows, int most, String question) {
        List<Row> page = rows.subList(0, Math.min(most, rows.size()));
        Optional<String> next = rows.size() > most
                ? Optional.of(PageToken.write(question, page.get(most - 1).keys()))
                : Optional.empty();
        return new Found(page.stream().map(row -> new RawJson(row.json())).toList(), next);
    }

    private record Row(List<String> keys, String json) {}

    /** A page of runs as it is answered. */
    record Found(List<RawJson> runs, Optional<String> nextPageToken) {}
}
