package dev.gradus.benchmarks;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root Gradus' checkout
 * @param python the interpreter that has the peers
 * @param months folder of the real months, see {@code GRADUS_TLC}
 * @param scratch an empty folder for this run
 */
record Places(Path root, Path python, Path months, Path scratch) {
    String gradus() {
        return root.resolve("gradus").toString();
    }

    /** A program that came with the peers. */
    String peer(String name) {
        return python.resolveSibling(name).toString();
    }
}
