package dev.gradus.platform.search;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What may be searched: the entities with their names, the attributes with their types, and which operators each takes.
 *
 * <pre>{@code
 * Grammar experiments = Grammar.named("Valid entity types are ('attribute', 'tag', 'tags')")
 *         .entity(Entity.ATTRIBUTE, Operator.TEXTUAL_OR_LISTED, "attribute")
 *         .entity(Entity.TAG, Operator.TEXTUAL_OR_MISSING, "tag", "tags")
 *         .texts("name").numbers("creation_time").build();
 * }</pre>
 */
public final class Grammar {
    private static final Set<String> DATASET_KEYS = new TreeSet<>(Set.of("name", "digest", "context"));

    private final String validEntities;
    private final Map<String, Entity> entities;
    private final Map<Entity, Set<Operator>> operators;
    private final Set<String> texts;
    private final Set<String> numbers;
    private final Set<String> listed;
    private final Map<String, String> aliases;
    private final UnaryOperator<String> stray;
    private final boolean lenient;
    private final boolean quotedNumbers;

    private Grammar(Builder builder) {
        this.validEntities = builder.validEntities;
        this.entities = Map.copyOf(builder.entities);
        this.operators = Map.copyOf(builder.operators);
        this.texts = new TreeSet<>(builder.texts);
        this.numbers = new TreeSet<>(builder.numbers);
        this.listed = new TreeSet<>(builder.listed);
        this.aliases = Map.copyOf(builder.aliases);
        this.stray = builder.stray;
        this.lenient = builder.lenient;
        this.quotedNumbers = builder.quotedNumbers;
    }

    /** Begins a grammar; {@code validEntities} ends the refusal of an unknown entity. */
    public static Builder named(String validEntities) {
        return new Builder(validEntities);
    }

    /** How the refusal of a filter shows a token that belongs to no clause. */
    String stray(String token) {
        return stray.apply(token);
    }

    /** Reads a clause by its key's type. */
    Clause clause(Filter.Written written) {
        if (!written.left().is(Token.Kind.NAME)) {
            throw MlflowProblem.invalid("Invalid comparison clause. Expected 'Identifier' found '"
                    + written.left().text() + "'");
        }
        Key key = key(written.left().text());
        Operator operator =
                Operator.of(written.operator()).orElseThrow(() -> invalid(key.entity(), written.operator()));
        return new Clause(key, operator, operand(key, operator, written.right()));
    }

    /** Refuses an operator that the key does not take. */
    void check(Clause clause) {
        boolean number = clause.key().entity() == Entity.ATTRIBUTE
                && numbers.contains(clause.key().name());
        Set<Operator> taken =
                number ? Operator.NUMERIC : operators.getOrDefault(clause.key().entity(), Set.of());
        if (!taken.contains(clause.operator())) {
            throw invalid(clause.key().entity(), clause.operator().symbol());
        }
    }

    /** The key of an identifier as it was written. */
    Key key(String identifier) {
        int dot = firstDot(identifier);
        Entity entity = dot < 0 ? Entity.ATTRIBUTE : entity(identifier.substring(0, dot));
        String name = Texts.withoutBackticks(Texts.unquoted(identifier.substring(dot + 1)));
        if (entity == Entity.ATTRIBUTE) {
            return new Key(entity, attribute(name));
        }
        if (entity == Entity.DATASET && !DATASET_KEYS.contains(name)) {
            throw MlflowProblem.invalid(
                    "Invalid dataset key '" + name + "' specified. Valid keys are '" + set(DATASET_KEYS) + "'");
        }
        return new Key(entity, name);
    }

    /** The key to sort by. */
    Key orderKey(String identifier) {
        Key key = key(identifier);
        if (key.entity() == Entity.DATASET) {
            throw MlflowProblem.invalid("Invalid identifier type 'dataset'");
        }
        return key;
    }

    private String attribute(String name) {
        String known = aliases.getOrDefault(name, name);
        if (!texts.contains(known) && !numbers.contains(known)) {
            Set<String> valid = new TreeSet<>(texts);
            valid.addAll(numbers);
            throw MlflowProblem.invalid(
                    "Invalid attribute key '" + name + "' specified. Valid keys are '" + set(valid) + "'");
        }
        return known;
    }

    private Entity entity(String written) {
        String name = Texts.withoutBackticks(written);
        Entity entity = entities.get(name);
        if (entity == null) {
            throw MlflowProblem.invalid("Invalid entity type '" + name + "'. " + validEntities);
        }
        return entity;
    }

    private Operand operand(Key key, Operator operator, Token token) {
        if (operator == Operator.IS_NULL || operator == Operator.IS_NOT_NULL) {
            return nothing(key, operator);
        }
        boolean number = key.entity() == Entity.ATTRIBUTE && numbers.contains(key.name());
        if (key.entity() == Entity.METRIC || number) {
            return figure(key, token);
        }
        if (token.is(Token.Kind.LIST)) {
            return list(key, operator, token);
        }
        if (lenient) {
            return new Operand.Text(Texts.isQuoted(token.text(), '\'') ? Texts.unquoted(token.text()) : token.text());
        }
        if (!token.is(Token.Kind.TEXT) && !token.is(Token.Kind.NAME)) {
            throw MlflowProblem.invalid(expected(key) + token.text());
        }
        return new Operand.Text(quoted(token.text()));
    }

    private Operand nothing(Key key, Operator operator) {
        if (!operators.getOrDefault(key.entity(), Set.of()).contains(operator)) {
            String able = operators.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(Operator.IS_NULL))
                    .map(entry -> entry.getKey() == Entity.TAG ? "tags" : "params")
                    .sorted((a, b) -> b.compareTo(a))
                    .collect(Collectors.joining(" and "));
            String found =
                    able.equals("tags") ? "attribute" : "'" + key.entity().word() + "'";
            if (able.isEmpty()) {
                throw invalid(key.entity(), operator.symbol());
            }
            throw MlflowProblem.invalid("IS NULL / IS NOT NULL is only supported for " + able + ", not for " + found
                    + " '" + key.name() + "'");
        }
        return new Operand.Nothing();
    }

    private Operand figure(Key key, Token token) {
        if (quotedNumbers && token.is(Token.Kind.TEXT)) {
            return new Operand.Figure(whole(key, Texts.unquoted(token.text())));
        }
        if (!token.is(Token.Kind.NUMBER)) {
            String subject = key.entity() == Entity.METRIC ? "metric. " : "numeric attribute: " + key.name() + ". ";
            throw MlflowProblem.invalid("Expected numeric value type for " + subject + "Found " + token.text());
        }
        return new Operand.Figure(number(token.text()));
    }

    private static Number whole(Key key, String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw MlflowProblem.invalid("Invalid value for numeric attribute '" + key.name() + "': '" + text + "'");
        }
        return Long.valueOf(text);
    }

    private static Number number(String text) {
        boolean whole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
        if (whole && text.length() <= 18) {
            return Long.parseLong(text);
        }
        return new BigDecimal(text).doubleValue();
    }

    private Operand list(Key key, Operator operator, Token token) {
        boolean able = lenient
                || key.entity() == Entity.DATASET
                || (key.entity() == Entity.ATTRIBUTE && listed.contains(key.name()));
        if (!able && key.entity() == Entity.ATTRIBUTE) {
            String names = listed.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
            throw MlflowProblem.invalid(
                    "Only " + names + " attributes support comparison with a list of quoted string values.");
        }
        if (!able) {
            throw MlflowProblem.invalid(expected(key) + token.text());
        }
        List<String> values = Texts.list(token.text());
        if (operator != Operator.IN && operator != Operator.NOT_IN) {
            throw invalid(key.entity(), operator.symbol());
        }
        return new Operand.Texts(values);
    }

    private static String expected(Key key) {
        return switch (key.entity()) {
            case ATTRIBUTE -> "Expected a quoted string value for attributes. Got value ";
            case DATASET -> "Expected a quoted string value for dataset attributes. Got value ";
            default -> "Expected a quoted string value for " + key.entity().word() + " (e.g. 'my-value'). Got value ";
        };
    }

    private static String quoted(String value) {
        if (!Texts.isQuoted(value, '\'') && !Texts.isQuoted(value, '"')) {
            throw MlflowProblem.invalid(
                    "Parameter value is either not quoted or unidentified quote types used for string value " + value
                            + ". Use either single or double quotes.");
        }
        return Texts.unquoted(value);
    }

    private MlflowProblem invalid(Entity entity, String operator) {
        Set<String> taken = operators.getOrDefault(entity, Set.of()).stream()
                .map(Operator::symbol)
                .collect(Collectors.toCollection(TreeSet::new));
        return MlflowProblem.invalid("Invalid comparator '" + operator + "' not one of '" + set(taken) + "'");
    }

    /** A set as Python shows it. */
    private static String set(Set<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "{", "}"));
    }

    /** The first dot that is not within quotes; a quoted attribute may hold one. */
    private static int firstDot(String identifier) {
        char first = identifier.charAt(0);
        int from = first == '`' || first == '"' ? identifier.indexOf(first, 1) : 0;
        return identifier.indexOf('.', from);
    }

    /** Gathers a grammar. */
    public static final class Builder {
        private final String validEntities;
        private final Map<String, Entity> entities = new HashMap<>();
        private final Map<Entity, Set<Operator>> operators = new EnumMap<>(Entity.class);
        private final Map<String, String> aliases = new HashMap<>();
        private Set<String> texts = Set.of();
        private Set<String> numbers = Set.of();
        private Set<String> listed = Set.of();
        private UnaryOperator<String> stray = UnaryOperator.identity();
        private boolean lenient;
        private boolean quotedNumbers;

        private Builder(String validEntities) {
            this.validEntities = validEntities;
        }

        /** An entity by these names, with the operators that its keys take. */
        public Builder entity(Entity entity, Set<Operator> taken, String... names) {
            operators.put(entity, taken);
            for (String name : names) {
                entities.put(name, entity);
            }
            return this;
        }

        /** The attributes that are texts. */
        public Builder texts(String... names) {
            texts = Set.of(names);
            return this;
        }

        /** The attributes that are numbers. */
        public Builder numbers(String... names) {
            numbers = Set.of(names);
            return this;
        }

        /** The attributes that may be compared with a list. */
        public Builder listed(String... names) {
            listed = Set.of(names);
            return this;
        }

        /** Other names of an attribute. */
        public Builder alias(String name, String... others) {
            for (String other : others) {
                aliases.put(other, name);
            }
            return this;
        }

        /** Shows stray tokens in quotes. */
        public Builder quotingStrays() {
            stray = token -> "'" + token + "'";
            return this;
        }

        /** Texts may stand without quotes, and all may be compared with a list. */
        public Builder lenient() {
            lenient = true;
            return this;
        }

        /** Whole numbers may stand in quotes. */
        public Builder quotedNumbers() {
            quotedNumbers = true;
            return this;
        }

        /** The grammar. */
        public Grammar build() {
            return new Grammar(this);
        }
    }
}
