package dev.gradus.platform.models;

import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Comparison;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Grammar;
import dev.gradus.platform.search.Operator;
import java.util.Optional;

/** What logged models may be searched by, and its SQL over the row {@code l}. */
final class LoggedModelGrammar {
    static final Grammar GRAMMAR = Grammar.named("Expected one of ['attributes', 'metrics', 'params', 'tags'].")
            .entity(Entity.ATTRIBUTE, Operator.TEXTUAL_OR_LISTED, "attributes")
            .entity(Entity.METRIC, Operator.NUMERIC, "metrics")
            .entity(Entity.PARAMETER, Operator.TEXTUAL_OR_LISTED, "params")
            .entity(Entity.TAG, Operator.TEXTUAL_OR_LISTED, "tags")
            .texts(
                    "name",
                    "model_id",
                    "model_type",
                    "status",
                    "source_run_id",
                    "experiment_id",
                    "artifact_location",
                    "lifecycle_stage")
            .numbers("creation_timestamp_ms", "last_updated_timestamp_ms")
            .alias("creation_timestamp_ms", "creation_timestamp", "creation_time")
            .alias("last_updated_timestamp_ms", "last_updated_timestamp")
            .lenient()
            .build();

    private LoggedModelGrammar() {}

    /** A clause as a condition; a metric must have been measured on one of the datasets, if there are any. */
    static String condition(Clause clause, String onDatasets, Binds binds) {
        String name = clause.key().name();
        return switch (clause.key().entity()) {
            case METRIC ->
                "exists (select from logged_model_metric x where x.model_id = l.id and x.key = " + binds.add(name)
                        + " and " + Comparison.sql("x.value", clause, binds) + onDatasets + ')';
            case PARAMETER -> pair("logged_model_param", clause, binds);
            case TAG -> pair("logged_model_tag", clause, binds);
            default -> Comparison.sql(column(name).orElseThrow().expression(), clause, binds);
        };
    }

    /** The column of an attribute. */
    static Optional<Column> column(String attribute) {
        return Optional.ofNullable(
                switch (attribute) {
                    case "name" -> new Column("l.name", "text");
                    case "model_id" -> new Column("l.id", "text");
                    case "model_type" -> new Column("l.model_type", "text");
                    case "status" -> new Column("l.status::text", "text");
                    case "source_run_id" -> new Column("l.source_run_id", "text");
                    case "experiment_id" -> new Column("l.experiment_id::text", "text");
                    case "artifact_location" -> new Column("l.artifact_uri", "text");
                    case "lifecycle_stage" ->
                        new Column("case when l.deleted then 'deleted' else 'active' end", "text");
                    case "creation_timestamp_ms", "creation_timestamp", "creation_time" ->
                        new Column("l.created_at", "bigint");
                    case "last_updated_timestamp_ms", "last_updated_timestamp" -> new Column("l.updated_at", "bigint");
                    default -> null;
                });
    }

    private static String pair(String table, Clause clause, Binds binds) {
        return "exists (select from " + table + " x where x.model_id = l.id and x.key = "
                + binds.add(clause.key().name()) + " and " + Comparison.sql("x.value", clause, binds) + ')';
    }

    /** An expression with its type in SQL. */
    record Column(String expression, String type) {}
}
