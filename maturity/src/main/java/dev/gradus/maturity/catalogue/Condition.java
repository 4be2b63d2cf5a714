package dev.gradus.maturity.catalogue;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import dev.gradus.maturity.fact.FactTable;

/** An expression over facts that is true or false. */
public final class Condition {

    private final String source;
    private final Program program;

    Condition(String source, Program program) {
        this.source = source;
        this.program = program;
    }

    /** The expression as the catalogue has it. */
    public String source() {
        return source;
    }

    /** Whether it holds over these facts; an expression that breaks on them says nothing. */
    public boolean holds(FactTable facts) throws Undecided {
        try {
            return (Boolean) program.eval(facts.variables());
        } catch (CelEvaluationException e) {
            throw new Undecided(source, e);
        }
    }

    @Override
    public String toString() {
        return source;
    }
}
