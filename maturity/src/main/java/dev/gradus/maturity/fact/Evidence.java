package dev.gradus.maturity.fact;

/** Where a fact comes from, which decides the levels it counts for. */
public enum Evidence {
    /** Shown by the assessed tree; counts for the potential and the certified level, never goes stale. */
    TREE,
    /** Shown by commits over time; counts for the certified level only, never goes stale. */
    HISTORY,
    /** Observed in a run, registry, cluster or monitor; counts for the certified level only, bound by a window. */
    RUNTIME
}
