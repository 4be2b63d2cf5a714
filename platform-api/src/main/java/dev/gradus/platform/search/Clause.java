package dev.gradus.platform.search;

/** One comparison of a filter; all must hold. */
public record Clause(Key key, Operator operator, Operand operand) {}
