package dev.gradus.platform.registry;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Comparison;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Filter;
import dev.gradus.platform.search.Grammar;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.Operand;
import dev.gradus.platform.search.Order;
import dev.gradus.platform.search.Page;
import dev.gradus.platform.search.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Searches the versions of the registered models of the caller's team. */
final class ModelVersionSearch {
    private static final int MOST = 200_000;
    static final Shape SHAPE = RegistrySearch.shape(MOST);

    private static final Grammar FILTERS = RegistrySearch.grammar()
            .texts("name", "run_id", "source_path")
            .numbers("version_number")
            .listed("name", "run_id")
            .quotedNumbers()
            .build();
    private static final Grammar ORDERS = RegistrySearch.grammar()
            .texts("name")
            .numbers("version_number", "creation_timestamp", "last_updated_timestamp")
            .build();
    private static final SortKey NEWEST = new SortKey("v.updated_at", "bigint", false);
    private static final List<SortKey> LAST =
            List.of(new SortKey("m.name", "text", true), new SortKey("v.version", "integer", false));

    private ModelVersionSearch() {}

    static Found search(Handle handle, Caller caller, Fields fields) {
        Binds binds = new Binds();
        List<String> conditions = conditions(Filter.parse(fields.text("filter"), FILTERS), binds);
        conditions.add("m.team_id = " + binds.add(caller.team().id()));
        Page page = new Page.Query(
                        keyset(fields.texts("order_by")),
                        RegistrySearch.question(fields),
                        size(fields),
                        fields.text("page_token"))
                .run(
                        handle,
                        RegistryJson.VERSION,
                        "model_version v join registered_model m on m.id = v.model_id",
                        conditions,
                        binds);
        return new Found(page.rows(), page.next());
    }

    private static int size(Fields fields) {
        long size = fields.optionalInteger("max_results").orElse((long) MOST);
        if (size < 1) {
            throw MlflowProblem.invalid(
                    "Invalid value for max_results. It must be a positive integer, but got " + size);
        }
        return (int) size;
    }

    private static Keyset keyset(List<String> orderBy) {
        List<SortKey> last = new ArrayList<>(LAST);
        if (orderBy.isEmpty()) {
            last.add(0, NEWEST);
        }
        return RegistrySearch.keyset(orderBy, ORDERS, ModelVersionSearch::column, last);
    }

    private static List<String> conditions(List<Clause> clauses, Binds binds) {
        List<String> conditions = new ArrayList<>();
        boolean prompts = RegistrySearch.asksForPrompts(clauses);
        for (Clause clause : clauses) {
            if (prompts || !RegistrySearch.isOfPrompts(clause)) {
                conditions.add(condition(clause, binds));
            }
        }
        if (!prompts) {
            conditions.add("v.model_id not in (select t.model_id from model_version_tag t where t.key = "
                    + binds.add(RegistryTags.PROMPT) + " and t.value = 'true')");
        }
        return conditions;
    }

    private static String condition(Clause clause, Binds binds) {
        if (clause.key().entity() == Entity.TAG) {
            return RegistrySearch.tag(
                    "model_version_tag t where t.model_id = v.model_id and t.version = v.version", clause, binds);
        }
        if (clause.operand() instanceof Operand.Figure figure && figure.value() instanceof Double) {
            throw MlflowProblem.invalid(
                    "Invalid value for numeric attribute '" + clause.key().name() + "': " + figure.value());
        }
        return Comparison.sql(column(clause.key().name()), clause, binds);
    }

    private static SortKey column(Order order) {
        String name = order.key().name();
        String type = name.equals("name") ? "text" : name.equals("version_number") ? "integer" : "bigint";
        return new SortKey(column(name), type, order.ascending());
    }

    private static String column(String name) {
        return switch (name) {
            case "name" -> "m.name";
            case "run_id" -> "v.run_id";
            case "source_path" -> "v.source";
            case "version_number" -> "v.version";
            case "creation_timestamp" -> "v.created_at";
            case "last_updated_timestamp" -> "v.updated_at";
            default -> throw new IllegalStateException("the grammar has no attribute \"" + name + '"');
        };
    }

    /** A page of versions as it is answered. */
    record Found(List<RawJson> modelVersions, Optional<String> nextPageToken) {}
}
