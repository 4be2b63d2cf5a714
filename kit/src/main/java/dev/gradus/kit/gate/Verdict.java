package dev.gradus.kit.gate;

/** What came of one check. */
enum Verdict {
    PASS,
    FAIL,
    /** There was too little to judge by, or nothing to compare with; that is never a pass. */
    NOT_JUDGED
}
