package dev.gradus.kit.contract;

import java.util.Locale;

/**
 * From the least to the most that a figure may be, both included.
 *
 * @param least negative infinity where there is no lower limit
 * @param most infinity where there is no upper limit
 */
record Limits(double least, double most) {

    static final Limits NONE = new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** A figure that is not a number lies outside of all limits. */
    boolean hold(double figure) {
        return figure >= least && figure <= most;
    }

    /** The limit that a figure breaks, such as {@code at most 0.02}. */
    String broken(double figure) {
        return figure < least || most == Double.POSITIVE_INFINITY
                ? String.format(Locale.ROOT, "at least %s", least)
                : String.format(Locale.ROOT, "at most %s", most);
    }
}
