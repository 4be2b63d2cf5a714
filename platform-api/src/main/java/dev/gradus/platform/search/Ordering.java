package dev.gradus.platform.search;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.util.List;

/**
 * Reads what to sort by.
 *
 * <pre>{@code
 * List<Order> orders = Ordering.parse(List.of("metrics.rmse ASC", "start_time DESC"), RunGrammar.GRAMMAR);
 * }</pre>
 */
public final class Ordering {
    private Ordering() {}

    /** The keys to sort by; what can not be read is refused in MLflow's words. */
    public static List<Order> parse(List<String> clauses, Grammar grammar) {
        return clauses.stream().map(clause -> parse(clause, grammar)).toList();
    }

    private static Order parse(String clause, Grammar grammar) {
        List<Token> tokens = Lexer.tokens(clause);
        boolean named = !tokens.isEmpty() && tokens.get(0).is(Token.Kind.NAME);
        if (!named || tokens.size() > 2 || (tokens.size() == 2 && !tokens.get(1).is(Token.Kind.NAME))) {
            throw MlflowProblem.invalid("Invalid order_by clause '" + clause + "'. Could not be parsed.");
        }
        String direction = tokens.size() == 2 ? tokens.get(1).text() : "asc";
        if (!direction.equalsIgnoreCase("asc") && !direction.equalsIgnoreCase("desc")) {
            throw MlflowProblem.invalid("Invalid ordering key in order_by clause '" + clause + "'.");
        }
        return new Order(grammar.orderKey(tokens.get(0).text()), direction.equalsIgnoreCase("asc"));
    }
}
