package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.Flow.Branch;
import dev.gradus.maturity.collect.code.Flow.Called;
import dev.gradus.maturity.collect.code.Flow.Comparison;
import dev.gradus.maturity.collect.code.Flow.Does;
import dev.gradus.maturity.collect.code.Flow.Leaves;
import dev.gradus.maturity.collect.code.Flow.Repeats;
import dev.gradus.maturity.collect.code.Flow.Sets;
import dev.gradus.maturity.collect.code.Flow.Statement;
import dev.gradus.maturity.collect.code.Flow.Tries;
import dev.gradus.maturity.collect.code.Flow.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the calls to which a way leads that nothing guards: no comparison of a score with a bound, in the function itself or
 * in one that it calls, can keep that way from being gone to its end.
 *
 * <p>A way is guarded behind {@code if score > bound: …}, after {@code if score > bound: raise …}, and after a call of a
 * function that so refuses; not where the outcome is overwritten, or the error of the refusal is swallowed. Functions are known
 * by their names, and in Java by the type that a call names, among the files that the started program reaches.
 */
final class Gatekeeping {

    /** A place in a source file. */
    record Spot(String path, int line) {}

    private final Judgement judgement;
    private final Set<Spot> guardedCalls;
    private final Set<String> leading = new HashSet<>();
    private final Set<Flow> starts = new LinkedHashSet<>();
    private final Set<Flow> visited = new HashSet<>();
    private final Set<Spot> exposed = new LinkedHashSet<>();
    private final Set<Spot> overwritten = new LinkedHashSet<>();
    private final Set<Comparison> comparisons = new LinkedHashSet<>();
    private final Set<String> guards = new LinkedHashSet<>();

    /**
     * @param flows those of every file that the program reaches
     * @param calls that must be guarded
     * @param trainings calls that train: a comparison beside one steers the training and guards nothing
     */
    Gatekeeping(List<Flow> flows, Set<Spot> calls, Set<Spot> trainings) {
        this.judgement = new Judgement(flows, trainings);
        this.guardedCalls = calls;
        int before;
        do {
            before = leading.size();
            flows.stream().filter(this::leads).forEach(flow -> leading.add(flow.name()));
        } while (leading.size() > before);
    }

    /** Goes every way from a function that the program starts with. */
    void start(Flow flow) {
        starts.add(flow);
        enter(flow);
    }

    /** Whether the program itself ends with an error when a score misses its bound. */
    boolean refuses() {
        List<Flow> refusals = starts.stream().filter(judgement::refuses).toList();
        refusals.forEach(this::noteGuard);
        return !refusals.isEmpty();
    }

    private void enter(Flow start) {
        if (visited.add(start)) {
            walk(start, start.body(), new State(new HashSet<>(), new HashSet<>(), false));
        }
    }

    /** The calls to which an unguarded way leads. */
    Set<Spot> exposed() {
        return exposed;
    }

    /** Those of them before which the outcome of a comparison was overwritten. */
    Set<Spot> overwritten() {
        return overwritten;
    }

    /** The comparisons that guard a way. */
    Set<Comparison> comparisons() {
        return comparisons;
    }

    /** The files in which they stand, and those that they get their bounds from. */
    Set<String> guards() {
        return guards;
    }

    /** What is known when a statement is reached: the variables that hold an outcome, and those that held one. */
    private record State(Set<String> outcomes, Set<String> lost, boolean guarded) {
        State guarded(boolean also) {
            return also && !guarded ? new State(outcomes, lost, true) : this;
        }
    }

    private boolean leads(Flow flow) {
        return Judgement.calls(flow.body())
                .anyMatch(call ->
                        guardedCalls.contains(new Spot(flow.path(), call.line())) || leading.contains(call.name()));
    }

    private State walk(Flow flow, List<Statement> statements, State before) {
        State state = before;
        for (Statement statement : statements) {
            state = step(flow, statement, state);
        }
        return state;
    }

    private State step(Flow flow, Statement statement, State state) {
        if (statement instanceof Does does) {
            return pass(flow, does.value(), state);
        } else if (statement instanceof Leaves leaves) {
            return pass(flow, leaves.value(), state);
        } else if (statement instanceof Sets sets) {
            State after = pass(flow, sets.value(), state);
            remember(flow, sets, after);
            return after;
        } else if (statement instanceof Branch branch) {
            return branch(flow, branch, state);
        } else if (statement instanceof Tries tries) {
            State inside = walk(flow, tries.body(), state);
            walk(flow, tries.handlers(), state);
            return tries.swallows() && !leaves(tries.handlers()) ? state : inside;
        } else if (statement instanceof Repeats repeats) {
            return walk(flow, repeats.body(), pass(flow, repeats.over(), state));
        }
        return state;
    }

    private void remember(Flow flow, Sets sets, State state) {
        if (decides(flow, sets.value(), state.outcomes())) {
            state.outcomes().add(sets.variable());
            state.lost().remove(sets.variable());
        } else if (state.outcomes().remove(sets.variable())) {
            state.lost().add(sets.variable());
        }
    }

    private State branch(Flow flow, Branch branch, State state) {
        State asked = pass(flow, branch.condition(), state);
        boolean decides = decides(flow, branch.condition(), state.outcomes());
        State then = walk(flow, branch.then(), asked.guarded(decides));
        State otherwise = walk(flow, branch.otherwise(), asked.guarded(decides));
        boolean turnsBack = leaves(branch.then()) || leaves(branch.otherwise());
        return asked.guarded((decides && turnsBack) || (!decides && then.guarded() && otherwise.guarded()));
    }

    /** Goes by an expression: into what it calls, or behind what it calls where that can refuse. */
    private State pass(Flow flow, Value value, State state) {
        boolean refused = value.calls().stream()
                        .flatMap(call -> judgement.meant(call).stream())
                        .filter(judgement::refuses)
                        .peek(this::noteGuard)
                        .count()
                > 0;
        for (Called call : value.calls()) {
            Spot spot = new Spot(flow.path(), call.line());
            if (guardedCalls.contains(spot) && !state.guarded()) {
                exposed.add(spot);
                if (!state.lost().isEmpty()) {
                    overwritten.add(spot);
                }
            } else if (leading.contains(call.name()) && !state.guarded()) {
                judgement.meant(call).forEach(this::enter);
            }
        }
        return state.guarded(refused);
    }

    /** Whether an expression is, or follows from, the outcome of holding a score against a bound. */
    private boolean decides(Flow flow, Value value, Set<String> outcomes) {
        if (value.constant()) {
            return false;
        }
        List<Comparison> own =
                value.comparisons().stream().filter(Scores::compares).toList();
        List<Flow> judges = value.calls().stream()
                .flatMap(call -> judgement.meant(call).stream())
                .filter(called -> !called.equals(flow) && judgement.judges(called))
                .toList();
        own.forEach(comparisons::add);
        if (!own.isEmpty()) {
            guards.add(flow.path());
        }
        judges.forEach(this::noteGuard);
        return !own.isEmpty() || !judges.isEmpty() || value.names().stream().anyMatch(outcomes::contains);
    }

    private void noteGuard(Flow guard) {
        for (Flow each : judgement.closure(guard)) {
            guards.add(each.path());
            if (judgement.compares(each)) {
                Judgement.values(each.body())
                        .flatMap(value -> value.comparisons().stream())
                        .filter(Scores::compares)
                        .forEach(comparisons::add);
            }
        }
    }

    private static boolean leaves(List<Statement> statements) {
        return statements.stream().anyMatch(Leaves.class::isInstance);
    }
}
