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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/** Searches runs. */
final class RunSearch {
    private static final long PAGE = 1000;

    /**
     * The best way depends on how many runs a value fits: where it fits many, the newest are looked through, where few, the index
     * of the value is. So each search is planned for its values.
     */
    private static final StatementCustomizer PLANNED_BY_VALUES = new StatementCustomizer() {
        @Override
        public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    };

    private final List<Clause> clauses;
    private final List<Order> orders;
    private final ViewType view;
    private final Long[] experiments;
    private final Optional<List<String>> after;
    private final int most;

    private RunSearch(Fields fields, Long[] experiments, String question) {
        this.most = Limits.results(fields.optionalInteger("max_results").orElse(PAGE));
        this.clauses = Filter.parse(fields.text("filter"), RunGrammar.GRAMMAR);
        this.orders = orders(fields.texts("order_by"));
        this.view = ViewType.valueOf(fields.optionalText("run_view_type").orElse("ACTIVE_ONLY"));
        this.experiments = experiments;
        this.after = PageToken.read(fields.text("page_token"), question);
    }

    static Found search(Handle handle, Caller caller, Fields fields) {
        String question = fields.text("filter") + '\n' + fields.texts("order_by") + '\n' + fields.text("run_view_type");
        Long[] experiments = Experiments.numbers(handle, caller, fields.texts("experiment_ids"));
        RunSearch search = new RunSearch(fields, experiments, question);
        return found(search.rows(handle), search.most, question);
    }

    /** One row more than the page, if there are more. */
    private List<Row> rows(Handle handle) {
        Binds binds = new Binds();
        String within = within(binds);
        Optional<RunOrder> numbers =
                experiments.length == 1 ? RunOrder.ofNumbers(orders, within, binds) : Optional.empty();
        if (numbers.isPresent()) {
            List<Row> rows = rows(handle, numbers.get(), within, binds);
            if (rows.size() > most) {
                return rows;
            }
        }
        Binds all = new Binds();
        return rows(handle, RunOrder.of(orders, all), within(all), all);
    }

    /** An index gives the runs of one experiment in order, and not those of one or more. */
    private String within(Binds binds) {
        return experiments.length == 1 ? "= " + binds.add(experiments[0]) : "= any(" + binds.add(experiments) + ')';
    }

    private List<Row> rows(Handle handle, RunOrder order, String within, Binds binds) {
        List<String> conditions = new ArrayList<>(order.conditions());
        conditions.add("r.experiment_id " + within);
        conditions.add("r.lifecycle_stage = any(" + binds.add(view.stages()) + ')');
        clauses.forEach(clause -> conditions.add(RunGrammar.condition(clause, within, binds)));
        after.ifPresent(keys -> conditions.add(order.keyset().after(keys, binds)));
        return handle.createQuery(sql(order, conditions, most + 1))
                .addCustomizer(PLANNED_BY_VALUES)
                .bindMap(binds.values())
                .map((row, context) ->
                        new Row(List.of((String[]) row.getArray("keys").getArray()), row.getString("json")))
                .list();
    }

    /** The page's runs are found first, so that the JSON of no other run is written. */
    private static String sql(RunOrder order, List<String> conditions, int limit) {
        Keyset keyset = order.keyset();
        String page = "select r.number, " + keyset.values() + " as keys from run r" + order.joins() + " where "
                + String.join(" and ", conditions) + " order by " + keyset.orderBy() + " limit " + limit;
        return "with page as materialized (select *, row_number() over () as place from (" + page + ") sorted)"
                + " select page.keys, (" + RunJson.FOUND
                + ")::text as json from page join run r on r.number = page.number order by page.place";
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
