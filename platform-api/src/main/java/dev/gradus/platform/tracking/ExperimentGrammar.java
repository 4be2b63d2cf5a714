package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Clause;
import dev.gradus.platform.search.Comparison;
import dev.gradus.platform.search.Entity;
import dev.gradus.platform.search.Grammar;
import dev.gradus.platform.search.Key;
import dev.gradus.platform.search.Operand;
import dev.gradus.platform.search.Operator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What experiments may be searched by, and its SQL over the row {@code e}. */
final class ExperimentGrammar {
    static final Grammar GRAMMAR = Grammar.named("Valid entity types are ('attribute', 'tag', 'tags')")
            .entity(Entity.ATTRIBUTE, Operator.TEXTUAL_OR_LISTED, "attribute")
            .entity(Entity.TAG, Operator.TEXTUAL_OR_MISSING, "tag", "tags")
            .texts("name", "experiment_id")
            .numbers("creation_time", "last_update_time")
            .listed("experiment_id")
            .build();

    private static final Set<Operator> FOR_IDS =
            Set.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.NOT_IN);
    private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?[0-9]{1,18}\\s*");

    private ExperimentGrammar() {}

    static String condition(Clause clause, Binds binds) {
        if (clause.key().entity() == Entity.TAG) {
            return tag(clause, binds);
        }
        if (clause.key().name().equals("experiment_id")) {
            return id(clause, binds);
        }
        if (clause.operand() instanceof Operand.Figure figure && figure.value() instanceof Double) {
            throw MlflowProblem.invalid(
                    "Invalid value for numeric attribute '" + clause.key().name() + "': '" + figure.value() + "'");
        }
        return Comparison.sql(column(clause.key()), clause, binds);
    }

    /** The column of an attribute. */
    static String column(Key key) {
        if (key.entity() != Entity.ATTRIBUTE) {
            throw MlflowProblem.invalid(
                    "Invalid order_by entity: " + key.entity().word());
        }
        return switch (key.name()) {
            case "name" -> "e.name";
            case "experiment_id" -> "e.id";
            case "creation_time" -> "e.created_at";
            case "last_update_time" -> "e.updated_at";
            default -> throw new IllegalStateException("the grammar has no attribute \"" + key.name() + '"');
        };
    }

    private static String tag(Clause clause, Binds binds) {
        String tag = "from experiment_tag t where t.experiment_id = e.id and t.key = "
                + binds.add(clause.key().name());
        return switch (clause.operator()) {
            case IS_NULL -> "not exists (select " + tag + ')';
            case IS_NOT_NULL -> "exists (select " + tag + ')';
            default -> "exists (select " + tag + " and " + Comparison.sql("t.value", clause, binds) + ')';
        };
    }

    private static String id(Clause clause, Binds binds) {
        if (!FOR_IDS.contains(clause.operator())) {
            throw MlflowProblem.invalid(
                    "Invalid comparator for experiment_id: " + clause.operator().symbol());
        }
        List<String> ids = clause.operand() instanceof Operand.Texts texts
                ? texts.values()
                : List.of(((Operand.Text) clause.operand()).value());
        Long[] numbers = ids.stream().map(ExperimentGrammar::number).toArray(Long[]::new);
        boolean in = clause.operator() == Operator.EQUAL || clause.operator() == Operator.IN;
        return in ? "e.id = any(" + binds.add(numbers) + ')' : "e.id <> all(" + binds.add(numbers) + ')';
    }

    private static Long number(String id) {
        if (!WHOLE.matcher(id).matches()) {
            throw MlflowProblem.invalid("Invalid experiment ID '" + id + "'. Experiment ID must be a valid integer.");
        }
        return Long.valueOf(id.strip());
    }
}
