package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.Flow.Branch;
import dev.gradus.maturity.collect.code.Flow.Called;
import dev.gradus.maturity.collect.code.Flow.Does;
import dev.gradus.maturity.collect.code.Flow.Leaves;
import dev.gradus.maturity.collect.code.Flow.Owner;
import dev.gradus.maturity.collect.code.Flow.Repeats;
import dev.gradus.maturity.collect.code.Flow.Sets;
import dev.gradus.maturity.collect.code.Flow.Statement;
import dev.gradus.maturity.collect.code.Flow.Tries;
import dev.gradus.maturity.collect.code.Flow.Value;
import dev.gradus.maturity.collect.pipeline.Gatekeeping.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which functions hold scores against bounds, and which end with an error when one is missed. */
final class Judgement {

    private static final int DEEPEST = 12;

    private final Map<String, List<Flow>> byName = new HashMap<>();
    private final Map<String, Owner> owners = new HashMap<>();
    private final Set<Spot> trainings;
    private final Map<Flow, Set<Flow>> closures = new HashMap<>();
    private final Map<Flow, Boolean> refusing = new HashMap<>();

    Judgement(List<Flow> flows, Set<Spot> trainings) {
        flows.forEach(flow -> owners.put(flow.owner().name(), flow.owner()));
        flows.forEach(flow ->
                byName.computeIfAbsent(flow.name(), name -> new ArrayList<>()).add(flow));
        this.trainings = trainings;
    }

    /**
     * The functions that a call may mean: those of the type that it is made on and of its subtypes, or else of its supertypes, and
     * none where that type is not the program's; by the name alone where the type is not known.
     */
    List<Flow> meant(Called call) {
        List<Flow> named = byName.getOrDefault(call.name(), List.of());
        if (call.owner().isEmpty()) {
            return named;
        }
        Owner owner = owners.get(call.owner());
        if (owner == null) {
            return List.of();
        }
        List<Flow> below = named.stream()
                .filter(flow -> flow.owner().name().equals(call.owner())
                        || flow.owner().supertypes().contains(call.owner()))
                .toList();
        return below.isEmpty()
                ? named.stream()
                        .filter(flow -> owner.supertypes().contains(flow.owner().name()))
                        .toList()
                : below;
    }

    /** Whether what a function gives back can follow from a comparison of scores that it, or what it calls, makes. */
    boolean judges(Flow flow) {
        return closure(flow).stream().anyMatch(each -> compares(each) && !isOverwritten(each));
    }

    /** Whether a function itself holds a score against something; not where it trains, and steers that. */
    boolean compares(Flow flow) {
        boolean trains = calls(flow.body()).anyMatch(call -> trainings.contains(new Spot(flow.path(), call.line())));
        return !trains
                && values(flow.body())
                        .flatMap(value -> value.comparisons().stream())
                        .anyMatch(Scores::compares);
    }

    /** Whether a function overwrites the outcome of the only comparison that it makes. */
    private boolean isOverwritten(Flow flow) {
        Set<String> outcomes = new HashSet<>();
        boolean lost = false;
        boolean used = false;
        for (Statement statement : flow.body()) {
            if (statement instanceof Sets sets) {
                boolean outcome = sets.value().comparisons().stream().anyMatch(Scores::compares);
                lost |= !outcome && outcomes.remove(sets.variable());
                if (outcome) {
                    outcomes.add(sets.variable());
                }
            } else {
                used |= values(List.of(statement))
                        .anyMatch(value -> value.comparisons().stream().anyMatch(Scores::compares)
                                || value.names().stream().anyMatch(outcomes::contains));
            }
        }
        return lost && !used;
    }

    /** Whether a function ends with an error under a condition that follows from a comparison of scores. */
    boolean refuses(Flow flow) {
        return refuses(flow, 0);
    }

    private boolean refuses(Flow flow, int depth) {
        Boolean known = refusing.get(flow);
        if (known != null || depth > DEEPEST) {
            return known != null && known;
        }
        refusing.put(flow, false);
        boolean refuses = refuses(flow, flow.body(), new HashSet<>(), depth);
        refusing.put(flow, refuses);
        return refuses;
    }

    private boolean refuses(Flow flow, List<Statement> statements, Set<String> outcomes, int depth) {
        boolean refuses = false;
        for (Statement statement : statements) {
            if (statement instanceof Sets sets) {
                if (isOutcome(flow, sets.value(), outcomes)) {
                    outcomes.add(sets.variable());
                } else {
                    outcomes.remove(sets.variable());
                }
                refuses |= calls(sets.value()).anyMatch(called -> refuses(called, depth + 1));
            } else if (statement instanceof Branch branch) {
                boolean outcome = isOutcome(flow, branch.condition(), outcomes);
                refuses |= outcome && (raises(branch.then()) || raises(branch.otherwise()));
                refuses |= refuses(flow, branch.then(), outcomes, depth)
                        && refuses(flow, branch.otherwise(), outcomes, depth);
            } else if (statement instanceof Tries tries) {
                refuses |= !tries.swallows() && refuses(flow, tries.body(), outcomes, depth);
            } else if (statement instanceof Repeats repeats) {
                refuses |= refuses(flow, repeats.body(), outcomes, depth);
            } else if (statement instanceof Leaves leaves) {
                // Such as "sys.exit(0 if better else 1)".
                refuses |= leaves.refuses() && isOutcome(flow, leaves.value(), outcomes);
                refuses |= calls(leaves.value()).anyMatch(called -> refuses(called, depth + 1));
            } else if (statement instanceof Does does) {
                refuses |= calls(does.value()).anyMatch(called -> refuses(called, depth + 1));
            }
        }
        return refuses;
    }

    private boolean isOutcome(Flow flow, Value value, Set<String> outcomes) {
        return !value.constant()
                && (value.comparisons().stream().anyMatch(Scores::compares)
                        || value.names().stream().anyMatch(outcomes::contains)
                        || calls(value).anyMatch(called -> !called.equals(flow) && judges(called)));
    }

    private Stream<Flow> calls(Value value) {
        return value.calls().stream().flatMap(call -> meant(call).stream());
    }

    /** A function and every one that it leads to. */
    Set<Flow> closure(Flow flow) {
        Set<Flow> known = closures.get(flow);
        if (known == null) {
            known = new LinkedHashSet<>();
            List<Flow> open = new ArrayList<>(List.of(flow));
            while (!open.isEmpty()) {
                Flow next = open.remove(open.size() - 1);
                if (known.add(next)) {
                    calls(next.body()).flatMap(call -> meant(call).stream()).forEach(open::add);
                }
            }
            closures.put(flow, known);
        }
        return known;
    }

    private static boolean raises(List<Statement> statements) {
        return statements.stream().anyMatch(each -> each instanceof Leaves leaves && leaves.refuses());
    }

    static Stream<Called> calls(List<Statement> statements) {
        return values(statements).flatMap(value -> value.calls().stream());
    }

    static Stream<Value> values(List<Statement> statements) {
        return statements.stream().flatMap(Judgement::values);
    }

    private static Stream<Value> values(Statement statement) {
        if (statement instanceof Does does) {
            return Stream.of(does.value());
        } else if (statement instanceof Sets sets) {
            return Stream.of(sets.value());
        } else if (statement instanceof Leaves leaves) {
            return Stream.of(leaves.value());
        } else if (statement instanceof Branch branch) {
            return Stream.concat(
                    Stream.of(branch.condition()), Stream.concat(values(branch.then()), values(branch.otherwise())));
        } else if (statement instanceof Tries tries) {
            return Stream.concat(values(tries.body()), values(tries.handlers()));
        } else if (statement instanceof Repeats repeats) {
            return Stream.concat(Stream.of(repeats.over()), values(repeats.body()));
        }
        return Stream.empty();
    }
}
