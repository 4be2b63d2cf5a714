package dev.gradus.platform.audit;

/** What came of what was asked. */
public enum Outcome {
    DONE,
    REFUSED
}
