package dev.gradus.kit.contract;

import java.util.Locale;

/**
 * Where a file breaks the contract.
 *
 * <pre>{@code
 * new Finding("distance (trip_distance)", "quantile 0.5 is 26.1, at most 4.0 is allowed")
 * }</pre>
 *
 * @param column what of the file
 * @param reason figure and bound
 */
record Finding(String column, String reason) {

    static Finding of(String column, String measure, double figure, Limits limits) {
        String value = Double.isNaN(figure) ? "unknown" : String.format(Locale.ROOT, "%.4g", figure);
        return new Finding(column, "%s is %s, %s is allowed".formatted(measure, value, limits.broken(figure)));
    }

    @Override
    public String toString() {
        return column + ": " + reason;
    }
}
