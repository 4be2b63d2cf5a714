package dev.gradus.kit.train;

/**
 * How many rides lie within their prediction interval, and how wide it is: what a model promises against what it keeps.
 *
 * <pre>{@code
 * Coverage coverage = new Coverage();
 * coverage.add(8.1, 18.9, 10.0);   // low, high, actual, all in minutes
 * coverage.share();                // 1.0
 * coverage.width();                // 10.8
 * }</pre>
 */
public final class Coverage {

    private long rides;
    private long within;
    private double widths;

    /** Adds one ride, all in minutes; one without an interval does not count. */
    public void add(double low, double high, double actual) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return;
        }
        rides++;
        within += low <= actual && actual <= high ? 1 : 0;
        widths += high - low;
    }

    /** Rides that had an interval. */
    public long rides() {
        return rides;
    }

    /** Share of the rides within their interval, 0 to 1. */
    public double share() {
        return (double) within / rides;
    }

    /** Mean width, minutes. */
    public double width() {
        return widths / rides;
    }
}
