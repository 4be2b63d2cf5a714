package dev.gradus.maturity.collect.build;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file that says exactly what is installed.
 *
 * @param versions by name; a lock for several platforms may hold more than one
 */
record Lock(String path, String kind, SortedMap<String, SortedSet<String>> versions) {

    Lock(String path, String kind) {
        this(path, kind, new TreeMap<>());
    }

    void hold(String name, String version) {
        versions.computeIfAbsent(name, missing -> new TreeSet<>()).add(version);
    }

    /** Whether a version is held that the requirement allows. */
    boolean holds(Requirement requirement) {
        return versions.getOrDefault(requirement.name(), new TreeSet<>()).stream()
                .anyMatch(requirement::allows);
    }
}
