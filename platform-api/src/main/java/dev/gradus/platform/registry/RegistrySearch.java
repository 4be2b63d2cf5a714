package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Python;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Comparison;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Grammar;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.Operand;
import dev.gradus.platform.search.Operator;
import dev.gradus.platform.search.Order;
import dev.gradus.platform.search.Ordering;
import dev.gradus.platform.search.SortKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the searches for registered models and for their versions have in common. */
final class RegistrySearch {
    private RegistrySearch() {}

    /** A search's fields; at most so many results. */
    static Shape shape(long most) {
        return Shape.of(
                Field.text("filter"),
                Field.int64("max_results").atMost(most),
                Field.texts("order_by"),
                Field.text("page_token"));
    }

    /** Begins a grammar whose attributes and tags are named as the registry names them. */
    static Grammar.Builder grammar() {
        return Grammar.named("Valid entity types are ('attribute', 'tag', 'tags')")
                .entity(Entity.ATTRIBUTE, Operator.TEXTUAL_OR_LISTED, "attribute")
                .entity(Entity.TAG, Operator.TEXTUAL, "tag", "tags");
    }

    /** The keys to sort by: those asked for, then those that tell all rows apart. */
    static Keyset keyset(List<String> orderBy, Grammar grammar, Columns columns, List<SortKey> last) {
        List<SortKey> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Order order : Ordering.parse(orderBy, grammar)) {
            if (order.key().entity() != Entity.ATTRIBUTE) {
                throw MlflowProblem.invalid(
                        "Invalid order by key '" + order.key().name() + "' specified.");
            }
            SortKey key = columns.of(order);
            if (!seen.add(key.expression())) {
                throw new MlflowProblem(
                        ErrorCode.INTERNAL_ERROR, "`order_by` contains duplicate fields: " + Python.list(orderBy));
            }
            keys.add(key);
        }
        last.stream().filter(key -> seen.add(key.expression())).forEach(keys::add);
        return new Keyset(keys);
    }

    /** Whether a filter asks for prompts, which are found by no other search. */
    static boolean asksForPrompts(List<Clause> clauses) {
        return clauses.stream()
                .filter(RegistrySearch::isOfPrompts)
                .findFirst()
                .filter(clause -> isText(clause, Operator.EQUAL, "true") || isText(clause, Operator.NOT_EQUAL, "false"))
                .isPresent();
    }

    /** Whether a clause is about the tag that marks prompts. */
    static boolean isOfPrompts(Clause clause) {
        return clause.key().entity() == Entity.TAG && clause.key().name().equals(RegistryTags.PROMPT);
    }

    /** The condition that there is a tag as the clause says; {@code from} ends where the tag's key is compared. */
    static String tag(String from, Clause clause, Binds binds) {
        return "exists (select from " + from + " and t.key = "
                + binds.add(clause.key().name()) + " and " + Comparison.sql("t.value", clause, binds) + ')';
    }

    /** The question that a page token belongs to. */
    static String question(Fields fields) {
        return fields.text("filter") + '\n' + fields.texts("order_by");
    }

    private static boolean isText(Clause clause, Operator operator, String value) {
        return clause.operator() == operator
                && clause.operand() instanceof Operand.Text text
                && text.value().equalsIgnoreCase(value);
    }

    /** The column of a key to sort by. */
    @FunctionalInterface
    interface Columns {
        SortKey of(Order order);
    }
}
