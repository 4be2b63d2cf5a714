package dev.gradus.platform.search;

import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a filter: clauses that must all hold, joined by AND.
 *
 * <pre>{@code
 * List<Clause> clauses = Filter.parse("metrics.rmse < 0.3 and tags.city = 'NYC'", RunGrammar.GRAMMAR);
 * }</pre>
 */
public final class Filter {
    private final List<Token> tokens;
    private final List<Written> clauses = new ArrayList<>();
    private final List<Token> strays = new ArrayList<>();

    private Filter(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The clauses of a filter; what can not be read is refused in MLflow's words. */
    public static List<Clause> parse(String text, Grammar grammar) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<Token> tokens = Lexer.tokens(text);
        if (tokens.isEmpty()) {
            throw MlflowProblem.invalid("Invalid filter '" + text + "'. Could not be parsed.");
        }
        refuseSeveral(text, tokens);
        Filter filter = new Filter(tokens);
        filter.read();
        return filter.clauses(grammar);
    }

    private static void refuseSeveral(String text, List<Token> tokens) {
        int end = tokens.indexOf(new Token(Token.Kind.OTHER, ";"));
        if (end >= 0 && end < tokens.size() - 1) {
            throw MlflowProblem.invalid("Search filter contained multiple expression " + Python.quoted(text)
                    + ". Provide AND-ed expression list.");
        }
    }

    private void read() {
        int at = 0;
        while (at < tokens.size()) {
            Optional<Written> clause = clause(at);
            if (clause.isPresent()) {
                clauses.add(clause.get());
                at += clause.get().length();
            } else {
                if (!tokens.get(at).isKeyword("AND")) {
                    strays.add(tokens.get(at));
                }
                at++;
            }
        }
    }

    private List<Clause> clauses(Grammar grammar) {
        if (!strays.isEmpty()) {
            String list =
                    strays.stream().map(stray -> grammar.stray(stray.text())).collect(Collectors.joining(", "));
            throw MlflowProblem.invalid("Invalid clause(s) in filter string: " + list);
        }
        List<Clause> read =
                clauses.stream().map(clause -> grammar.clause(clause)).toList();
        read.forEach(grammar::check);
        return read;
    }

    private Optional<Written> clause(int at) {
        Token left = tokens.get(at);
        if (isComparable(left)
                && is(at + 1, Token.Kind.OPERATOR)
                && at + 2 < tokens.size()
                && (isComparable(tokens.get(at + 2)) || is(at + 2, Token.Kind.LIST))) {
            return Optional.of(new Written(left, tokens.get(at + 1).text(), tokens.get(at + 2), 3));
        }
        return left.is(Token.Kind.NAME) ? wordy(at, left) : Optional.empty();
    }

    /** The operators that are words. */
    private Optional<Written> wordy(int at, Token left) {
        if (is(at + 1, "IN") && is(at + 2, Token.Kind.LIST)) {
            return Optional.of(new Written(left, "IN", tokens.get(at + 2), 3));
        }
        if (is(at + 1, "NOT") && is(at + 2, "IN") && is(at + 3, Token.Kind.LIST)) {
            return Optional.of(new Written(left, "NOT IN", tokens.get(at + 3), 4));
        }
        if (is(at + 1, "IS") && is(at + 2, "NULL")) {
            return Optional.of(new Written(left, "IS NULL", tokens.get(at + 2), 3));
        }
        if (is(at + 1, "IS") && is(at + 2, "NOT") && is(at + 3, "NULL")) {
            return Optional.of(new Written(left, "IS NOT NULL", tokens.get(at + 3), 4));
        }
        return Optional.empty();
    }

    private static boolean isComparable(Token token) {
        return switch (token.kind()) {
            case NAME, EXPRESSION, TEXT, NUMBER -> true;
            case OPERATOR, KEYWORD, LIST, COMMENT, OTHER -> false;
        };
    }

    private boolean is(int at, Token.Kind kind) {
        return at < tokens.size() && tokens.get(at).is(kind);
    }

    private boolean is(int at, String keyword) {
        return at < tokens.size() && tokens.get(at).isKeyword(keyword);
    }

    /** A clause as it was written: {@code length} tokens. */
    record Written(Token left, String operator, Token right, int length) {}
}
