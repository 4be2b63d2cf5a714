package dev.gradus.maturity.catalogue;

import java.util.List;

/**
 * A condition over facts of the tree: where a control applies, or what makes a repository an ML project.
 *
 * @param select names of the facts that the condition sees
 */
public record Scope(List<String> select, Condition when) {}
