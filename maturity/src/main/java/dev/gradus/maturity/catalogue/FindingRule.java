package dev.gradus.maturity.catalogue;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import dev.gradus.maturity.fact.FactTable;
import java.util.List;
import java.util.Map;

/** What is told of a check that does not pass: each offending fact where it lies, or what is missing altogether. */
public sealed interface FindingRule {

    /** The expression as the catalogue has it. */
    String source();

    /** What it finds in these facts. */
    List<Finding> find(FactTable facts) throws Undecided;

    /** Tells of every fact that an expression picks. */
    final class Offenders implements FindingRule {

        private final String source;
        private final Program program;
        private final Message message;

        Offenders(String source, Program program, Message message) {
            this.source = source;
            this.program = program;
            this.message = message;
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public List<Finding> find(FactTable facts) throws Undecided {
            try {
                return ((List<?>) program.eval(facts.variables()))
                        .stream().map(fact -> finding((Map<?, ?>) fact)).toList();
            } catch (CelEvaluationException e) {
                throw new Undecided(source, e);
            }
        }

        private Finding finding(Map<?, ?> fact) {
            String path = (String) fact.get("path");
            Long line = (Long) fact.get("line");
            return new Finding(
                    path == null || path.isEmpty() ? null : path,
                    line == null || line == 0 ? null : Math.toIntExact(line),
                    message.of(fact));
        }
    }

    /**
     * Tells of something that has no place, because it is not there.
     *
     * @param when the condition under which it is told
     */
    record Absence(Condition when, String message) implements FindingRule {

        @Override
        public String source() {
            return when.source();
        }

        @Override
        public List<Finding> find(FactTable facts) throws Undecided {
            return when.holds(facts) ? List.of(new Finding(null, null, message)) : List.of();
        }
    }
}
