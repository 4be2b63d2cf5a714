package dev.gradus.platform.registry;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Comparison;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Filter;
import dev.gradus.platform.search.Grammar;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.Order;
import dev.gradus.platform.search.Page;
import dev.gradus.platform.search.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Searches the registered models of the caller's team. */
final class RegisteredModelSearch {
    static final Shape SHAPE = RegistrySearch.shape(1000);

    private static final int DEFAULT_SIZE = 100;
    private static final Grammar FILTERS =
            RegistrySearch.grammar().texts("name").listed("name").build();
    private static final Grammar ORDERS = RegistrySearch.grammar()
            .texts("name")
            .numbers("timestamp", "last_updated_timestamp")
            .build();
    private static final SortKey BY_NAME = new SortKey("m.name", "text", true);

    private RegisteredModelSearch() {}

    static Found search(Handle handle, Caller caller, Fields fields) {
        int size = (int) Math.max(0, fields.optionalInteger("max_results").orElse((long) DEFAULT_SIZE));
        Binds binds = new Binds();
        List<String> conditions = conditions(Filter.parse(fields.text("filter"), FILTERS), binds);
        Keyset keyset = RegistrySearch.keyset(
                fields.texts("order_by"), ORDERS, RegisteredModelSearch::column, List.of(BY_NAME));
        conditions.add("m.team_id = " + binds.add(caller.team().id()));
        Page page = new Page.Query(keyset, RegistrySearch.question(fields), size, fields.text("page_token"))
                .run(handle, RegistryJson.MODEL, "registered_model m", conditions, binds);
        return new Found(page.rows(), page.next());
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
            conditions.add("not exists (select from registered_model_tag t where t.model_id = m.id and t.key = "
                    + binds.add(RegistryTags.PROMPT) + " and t.value = 'true')");
        }
        return conditions;
    }

    private static String condition(Clause clause, Binds binds) {
        return clause.key().entity() == Entity.TAG
                ? RegistrySearch.tag("registered_model_tag t where t.model_id = m.id", clause, binds)
                : Comparison.sql("m.name", clause, binds);
    }

    private static SortKey column(Order order) {
        return order.key().name().equals("name")
                ? new SortKey("m.name", "text", order.ascending())
                : new SortKey("m.updated_at", "bigint", order.ascending());
    }

    /** A page of registered models as it is answered. */
    record Found(List<RawJson> registeredModels, Optional<String> nextPageToken) {}
}
