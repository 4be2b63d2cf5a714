package dev.gradus.maturity.collect.code;

import java.util.List;
import java.util.Set;

/**
 * What a function does in which order, as far as it matters for what can keep it from going on.
 *
 * @param owner the type that declares it
 * @param name of the function or method; {@link CodeUnit#FILE} for code that runs when the file is loaded or started
 */
public record Flow(Owner owner, String name, String path, int line, List<Statement> body) {

    /**
     * A type by its simple name.
     *
     * @param name empty outside of any type
     * @param supertypes what it says that it extends or implements
     */
    public record Owner(String name, Set<String> supertypes) {
        public static final Owner NONE = new Owner("", Set.of());
    }

    /** One statement. */
    public sealed interface Statement {}

    /** Calls, in any order. */
    public record Does(Value value) implements Statement {}

    /** A variable gets a value. */
    public record Sets(String variable, Value value) implements Statement {}

    /** One of two ways, by a condition. */
    public record Branch(Value condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    /**
     * The function ends here.
     *
     * @param refuses by an error or an exit code that says so
     */
    public record Leaves(boolean refuses, Value value) implements Statement {}

    /**
     * Statements whose errors are caught.
     *
     * @param swallows whether the function goes on after an error
     */
    public record Tries(List<Statement> body, boolean swallows, List<Statement> handlers) implements Statement {}

    /** Statements that run any number of times. */
    public record Repeats(Value over, List<Statement> body) implements Statement {}

    /**
     * An expression.
     *
     * @param names every identifier in it
     * @param calls simple names of what it calls, with the line of each
     * @param comparisons by {@code <}, {@code <=}, {@code >} and {@code >=}
     * @param constant whether it is always the same, or has a part that makes it so, as in {@code passed or True}
     */
    public record Value(Set<String> names, List<Called> calls, List<Comparison> comparisons, boolean constant) {
        public static final Value NOTHING = new Value(Set.of(), List.of(), List.of(), true);
    }

    /**
     * A function that an expression calls, or names for somebody else to call.
     *
     * @param owner simple name of the type that it is called on; empty where only running the code would tell
     */
    public record Called(String owner, String name, int line) {}

    /** Two sides as they are written. */
    public record Comparison(String left, String operator, String right, int line) {}
}
