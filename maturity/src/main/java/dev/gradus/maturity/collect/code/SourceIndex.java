package dev.gradus.maturity.collect.code;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The source files of one language in a tree: finds them by name, and parses each at most once. */
public interface SourceIndex {

    /** Paths of all the files. */
    Set<String> paths();

    /** The file behind a class or module name, such as {@code com.example.Train} or {@code taxi.train}. */
    Optional<String> find(String name);

    /** The parsed file. */
    SourceFile parse(String path);

    /** What the functions of a file do in which order; none where it cannot be parsed. */
    List<Flow> flows(String path);

    /** Other files of the tree that a file brings in by being loaded. */
    Set<String> loads(SourceFile file);

    /** Other files of the tree that a unit of the file brings in by what it mentions. */
    Set<String> brings(SourceFile file, CodeUnit unit);
}
