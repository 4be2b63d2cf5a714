package dev.gradus.platform.search;

/**
 * One key that rows are sorted by.
 *
 * @param expression trusted SQL that is never null
 * @param type of the expression in SQL, as its text is read back
 */
public record SortKey(String expression, String type, boolean ascending) {}
