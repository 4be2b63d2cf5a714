package dev.gradus.maturity.collect.ci;

import java.util.Locale;

/** What starts a job. */
public enum Trigger {
    /** A proposed change: a pull or merge request. */
    CHANGE,
    /** A push to the default branch, as far as the tree tells which one that is. */
    PUSH,
    /** A push to some other branch. */
    BRANCH,
    TAG,
    RELEASE,
    SCHEDULE,
    /** The end of another pipeline that starts without a person itself. */
    UPSTREAM,
    /** A call from outside, such as a monitor's. */
    EVENT,
    /** A person presses a button, or writes a comment. */
    MANUAL,
    /** Whatever is set up in the service itself, where the tree does not show it. */
    ELSEWHERE;

    /** Whether it happens without a person deciding on this very run. */
    public boolean unattended() {
        return this != MANUAL && this != ELSEWHERE;
    }

    /** The trigger as facts name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
