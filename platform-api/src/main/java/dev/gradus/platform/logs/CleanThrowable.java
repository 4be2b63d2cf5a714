package dev.gradus.platform.logs;

import org.jspecify.annotations.Nullable;

/** Stands in the log for an exception whose message, or that of one of its causes, holds a secret. */
final class CleanThrowable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEPTH = 20;

    private CleanThrowable(String text, @Nullable Throwable cause, StackTraceElement[] trace) {
        super(text, cause, false, true);
        setStackTrace(trace);
    }

    /** The exception itself when nothing in it has to be hidden. */
    static Throwable of(Throwable thrown) {
        return holdsSecret(thrown, DEPTH) ? copy(thrown, DEPTH) : thrown;
    }

    private static boolean holdsSecret(@Nullable Throwable thrown, int depth) {
        if (thrown == null || depth == 0) {
            return false;
        }
        String text = thrown.toString();
        return !Secrets.without(text).equals(text) || holdsSecret(thrown.getCause(), depth - 1);
    }

    private static CleanThrowable copy(Throwable thrown, int depth) {
        Throwable cause = thrown.getCause();
        return new CleanThrowable(
                Secrets.without(thrown.toString()),
                cause == null || depth == 0 ? null : copy(cause, depth - 1),
                thrown.getStackTrace());
    }
}
