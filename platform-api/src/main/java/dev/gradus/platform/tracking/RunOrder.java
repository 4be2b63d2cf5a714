package dev.gradus.platform.tracking;

import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Key;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.Order;
import dev.gradus.platform.search.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a search sorts: what is NaN and what is missing comes last either way, and what is equal comes newest first.
 *
 * @param joins what the keys need beside the row {@code r}
 * @param conditions which runs are in this order
 */
record RunOrder(String joins, List<String> conditions, Keyset keyset) {
    RunOrder {
        conditions = List.copyOf(conditions);
    }

    static RunOrder of(List<Order> orders, Binds binds) {
        StringBuilder joins = new StringBuilder();
        List<SortKey> keys = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            add(orders.get(i), "k" + i, binds, joins, keys);
        }
        if (keys.stream().noneMatch(key -> key.expression().contains("r.start_time"))) {
            keys.add(new SortKey("r.start_time", "bigint", false));
        }
        keys.add(new SortKey("r.id", "text", true));
        return new RunOrder(joins.toString(), List.of(), new Keyset(keys));
    }

    /**
     * The same order over those runs only that come before what is NaN or missing, if the first key is a metric: an index of one
     * experiment holds them sorted, so that the first page of a hundred thousand runs costs no more than that of a thousand.
     */
    static Optional<RunOrder> ofNumbers(List<Order> orders, String within, Binds binds) {
        if (orders.isEmpty() || orders.get(0).key().entity() != Entity.METRIC) {
            return Optional.empty();
        }
        RunOrder all = of(orders, binds);
        List<SortKey> keys = new ArrayList<>(all.keyset.keys());
        keys.set(0, new SortKey("0::int", "int", true));
        keys.set(1, new SortKey("k0.value", "float8", orders.get(0).ascending()));
        List<String> conditions = List.of("k0.value <> 'NaN'", "k0.experiment_id " + within);
        String joins = all.joins.replaceFirst(" left join ", " join ");
        return Optional.of(new RunOrder(joins, conditions, new Keyset(keys)));
    }

    private static void add(Order order, String alias, Binds binds, StringBuilder joins, List<SortKey> keys) {
        switch (order.key().entity()) {
            case METRIC -> {
                join(joins, "latest_metric", alias, order.key(), binds);
                String value = alias + ".value";
                keys.add(new SortKey(
                        "case when " + value + " is null then 2 when " + value + " = 'NaN' then 1 else 0 end",
                        "int",
                        true));
                keys.add(new SortKey("coalesce(nullif(" + value + ", 'NaN'), 0)", "float8", order.ascending()));
            }
            case PARAMETER -> text(joins, "param", alias, order, binds, keys);
            case TAG -> text(joins, "run_tag", alias, order, binds, keys);
            case ATTRIBUTE, DATASET -> attribute(order, keys);
        }
    }

    private static void text(
            StringBuilder joins, String table, String alias, Order order, Binds binds, List<SortKey> keys) {
        join(joins, table, alias, order.key(), binds);
        missingLast(alias + ".value", "text", "''", order, keys);
    }

    private static void join(StringBuilder joins, String table, String alias, Key key, Binds binds) {
        joins.append(" left join ")
                .append(table)
                .append(' ')
                .append(alias)
                .append(" on ")
                .append(alias);
        joins.append(".run = r.number and ").append(alias).append(".key = ").append(binds.add(key.name()));
    }

    private static void attribute(Order order, List<SortKey> keys) {
        String column = RunGrammar.column(order.key());
        if (column.equals("r.end_time")) {
            missingLast(column, "bigint", "0", order, keys);
        } else {
            keys.add(new SortKey(column, column.equals("r.start_time") ? "bigint" : "text", order.ascending()));
        }
    }

    private static void missingLast(String value, String type, String fallback, Order order, List<SortKey> keys) {
        keys.add(new SortKey("case when " + value + " is null then 1 else 0 end", "int", true));
        keys.add(new SortKey("coalesce(" + value + ", " + fallback + ')', type, order.ascending()));
    }
}
