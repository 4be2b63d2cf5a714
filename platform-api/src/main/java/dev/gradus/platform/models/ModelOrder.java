package dev.gradus.platform.models;

import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.models.LoggedModelGrammar.Column;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What logged models are sorted by: the keys, and the joins that fetch what they compare. What was not measured, or is no
 * number, is last either way.
 */
final class ModelOrder {
    static final Shape SHAPE = Shape.of(
            Field.text("field_name"),
            Field.flag("ascending"),
            Field.text("dataset_name"),
            Field.text("dataset_digest"));

    private static final String METRICS = "metrics.";

    private final Binds binds;
    private final List<SortKey> keys = new ArrayList<>();
    private final StringBuilder joins = new StringBuilder();

    private ModelOrder(Binds binds) {
        this.binds = binds;
    }

    /** The order that a request asks for; newest first among equals. */
    static ModelOrder of(List<Fields> orders, Binds binds) {
        ModelOrder order = new ModelOrder(binds);
        orders.forEach(order::add);
        order.addLast(new SortKey("l.created_at", "bigint", false));
        order.addLast(new SortKey("l.id", "text", true));
        return order;
    }

    Keyset keyset() {
        return new Keyset(keys);
    }

    /** What to search in: the logged models {@code l} with what they are sorted by. */
    String from() {
        return "logged_model l" + joins;
    }

    /** What tells two orders apart. */
    static String question(List<Fields> orders) {
        return orders.stream()
                .map(order -> order.text("field_name") + isAscending(order) + Datasets.name(order))
                .toList()
                .toString();
    }

    private static boolean isAscending(Fields order) {
        return !order.has("ascending") || order.flag("ascending");
    }

    private void add(Fields order) {
        String field = order.text("field_name");
        boolean ascending = isAscending(order);
        if (field.indexOf('.') < 0) {
            Column column = LoggedModelGrammar.column(field)
                    .orElseThrow(() -> MlflowProblem.invalid("Invalid order by field name: " + field));
            addLast(new SortKey(column.expression(), column.type(), ascending));
        } else if (field.startsWith(METRICS)) {
            addMetric(field.substring(METRICS.length()), order, ascending);
        } else {
            throw MlflowProblem.invalid("Invalid order by field name: " + field + ". Only metrics are supported.");
        }
    }

    /** By the latest value. */
    private void addMetric(String name, Fields order, boolean ascending) {
        String latest = "latest" + keys.size();
        joins.append(" left join lateral (select nullif(x.value, 'NaN') as value from logged_model_metric x")
                .append(" where x.model_id = l.id and x.key = ")
                .append(binds.add(name))
                .append(Datasets.measuredOn(order, binds))
                .append(" order by x.logged_at desc, x.step desc, x.run_id limit 1) ")
                .append(latest)
                .append(" on true");
        keys.add(new SortKey('(' + latest + ".value is null)", "boolean", true));
        keys.add(new SortKey("coalesce(" + latest + ".value, 0)", "double precision", ascending));
    }

    private void addLast(SortKey key) {
        if (keys.stream().noneMatch(known -> known.expression().equals(key.expression()))) {
            keys.add(key);
        }
    }
}
