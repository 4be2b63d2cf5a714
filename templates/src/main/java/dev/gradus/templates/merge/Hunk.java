package dev.gradus.templates.merge;

import java.util.List;

/** A stretch of a merged text. */
sealed interface Hunk {

    /** Lines on which there is no dispute. */
    record Agreed(List<String> lines) implements Hunk {}

    /** Lines that both sides changed, each in its own way. */
    record Clash(List<String> base, List<String> ours, List<String> theirs) implements Hunk {}
}
