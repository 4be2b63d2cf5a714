package dev.gradus.platform.problem;

/** How an answer that says no is written below some paths; everywhere else it is problem+json. */
public interface Dialect {
    /** Whether clients of this path expect it. */
    boolean speaks(String path);

    /** What is written, JSON. */
    byte[] body(Problem problem);
}
