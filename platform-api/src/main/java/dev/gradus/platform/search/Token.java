package dev.gradus.platform.search;

/**
 * A piece of a filter.
 *
 * @param text as it was written, with its quotes
 */
record Token(Kind kind, String text) {
    /** What a piece is. */
    enum Kind {
        /** A word, or words and quoted words joined by dots. */
        NAME,
        /** Words joined by a sign, which nothing can be compared with. */
        EXPRESSION,
        /** A text in single quotes. */
        TEXT,
        NUMBER,
        OPERATOR,
        /** A word that has a meaning of its own. */
        KEYWORD,
        /** Everything between parentheses. */
        LIST,
        COMMENT,
        OTHER
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equalsIgnoreCase(word);
    }
}
