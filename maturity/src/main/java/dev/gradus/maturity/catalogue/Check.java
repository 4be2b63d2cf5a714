package dev.gradus.maturity.catalogue;

import dev.gradus.maturity.fact.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a control is looked at.
 *
 * @param evidence the most that it selects: tree, history or runtime
 * @param strength what it proves when it passes
 * @param select names of the facts that its expressions see
 * @param applies where this is false the check is left out; null: it always applies
 * @param unknown where this is true the check cannot tell; null: it always can
 * @param pass what must hold
 * @param findings what is told when it does not
 */
public record Check(
        Evidence evidence,
        Strength strength,
        List<String> select,
        @Nullable Condition applies,
        @Nullable Condition unknown,
        Condition pass,
        List<FindingRule> findings) {}
