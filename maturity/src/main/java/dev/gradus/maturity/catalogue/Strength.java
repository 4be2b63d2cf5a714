package dev.gradus.maturity.catalogue;

import java.util.Arrays;

/** How much a check's evidence proves, from the weakest on. */
public enum Strength {
    /** Somebody says so. */
    E0,
    /** A file exists. */
    E1,
    /** Wired: reached from an entry point or from CI, with no dangling path and no placeholder. */
    E2,
    /** Observed in a run, a registry, a cluster or a monitor. */
    E3,
    /** Challenged: the platform ran it again or injected a fault, and saw the right answer. */
    E4;

    static Strength of(String name) {
        return Words.find(name, "strength", Arrays.asList(values()), Strength::name);
    }
}
