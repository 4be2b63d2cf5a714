package dev.gradus.platform.tracking;

import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Comparison;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Grammar;
import dev.gradus.platform.search.Key;
import dev.gradus.platform.search.Operand;
import dev.gradus.platform.search.Operator;

/** What runs may be searched by, and its SQL over the row {@code r}. */
final class RunGrammar {
    static final Grammar GRAMMAR = Grammar.named(
                    "Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']")
            .entity(Entity.METRIC, Operator.NUMERIC, "metric", "metrics")
            .entity(Entity.PARAMETER, Operator.TEXTUAL_OR_MISSING, "parameter", "parameters", "param", "params")
            .entity(Entity.TAG, Operator.TEXTUAL_OR_MISSING, "tag", "tags")
            .entity(Entity.ATTRIBUTE, Operator.TEXTUAL_OR_LISTED, "attribute", "attr", "attributes", "run")
            .entity(Entity.DATASET, Operator.TEXTUAL_OR_LISTED, "dataset", "datasets")
            .texts("run_id", "run_name", "user_id", "status", "artifact_uri")
            .numbers("start_time", "end_time")
            .listed("run_id")
            .alias("start_time", "created", "Created")
            .alias("run_name", "run name", "Run name", "Run Name")
            .quotingStrays()
            .build();

    /** How many characters of a text are in the index. */
    private static final int INDEXED = 100;

    private RunGrammar() {}

    /** A clause; {@code within} is what its rows' experiment is, as {@code = :b0}. */
    static String condition(Clause clause, String within, Binds binds) {
        return switch (clause.key().entity()) {
            case ATTRIBUTE -> Comparison.sql(column(clause.key()), clause, binds);
            case METRIC -> metric(clause, within, binds);
            case PARAMETER -> entry("param", clause, within, binds);
            case TAG -> entry("run_tag", clause, within, binds);
            case DATASET -> dataset(clause, binds);
        };
    }

    /** The column of an attribute. */
    static String column(Key attribute) {
        return switch (attribute.name()) {
            case "run_id" -> "r.id";
            case "run_name" -> "r.name";
            case "user_id" -> "r.user_id";
            case "status" -> "r.status";
            case "artifact_uri" -> "r.artifact_uri";
            case "start_time" -> "r.start_time";
            case "end_time" -> "r.end_time";
            default -> throw new IllegalStateException("the grammar has no attribute \"" + attribute.name() + '"');
        };
    }

    /** PostgreSQL holds NaN greater than all numbers; here nothing is true of it but that it is another. */
    private static String metric(Clause clause, String within, Binds binds) {
        String nan = clause.operator() == Operator.NOT_EQUAL ? "" : " and x.value <> 'NaN'";
        return "exists (" + rows("latest_metric", clause, within, binds) + " and "
                + Comparison.sql("x.value", clause, binds) + nan + ')';
    }

    private static String entry(String table, Clause clause, String within, Binds binds) {
        String rows = rows(table, clause, within, binds);
        return switch (clause.operator()) {
            case IS_NULL -> "not exists (" + rows + ')';
            case IS_NOT_NULL -> "exists (" + rows + ')';
            case EQUAL -> "exists (" + rows + equal(clause, binds) + ')';
            default -> "exists (" + rows + " and " + Comparison.sql("x.value", clause, binds) + ')';
        };
    }

    /**
     * The index holds what a text begins with. Of a shorter one that says all; to compare the whole too would make the planner
     * take the two for independent and expect next to no rows.
     */
    private static String equal(Clause clause, Binds binds) {
        String whole = " and " + Comparison.sql("x.value", clause, binds);
        if (!(clause.operand() instanceof Operand.Text text)) {
            return whole;
        }
        String begin = " and substr(x.value, 1, 100) = substr(" + binds.add(text.value()) + ", 1, 100)";
        return text.value().length() < INDEXED ? begin : begin + whole;
    }

    private static String rows(String table, Clause clause, String within, Binds binds) {
        return "select from " + table + " x where x.run = r.number and x.experiment_id " + within + " and x.key = "
                + binds.add(clause.key().name());
    }

    private static String dataset(Clause clause, Binds binds) {
        String inputs = "exists (select from dataset_input i join dataset d on d.id = i.dataset_id";
        if (clause.key().name().equals("context")) {
            return inputs + " join dataset_input_tag t on t.input_id = i.id and t.key = 'mlflow.data.context'"
                    + " where i.run = r.number and " + Comparison.sql("t.value", clause, binds) + ')';
        }
        String column = clause.key().name().equals("name") ? "d.name" : "d.digest";
        return inputs + " where i.run = r.number and " + Comparison.sql(column, clause, binds) + ')';
    }
}
