package dev.gradus.kit.contract;

import java.util.Set;
import java.util.SortedMap;

/**
 * What the contract demands of one property.
 *
 * @param required whether a file must have its column
 * @param row what one value may be
 * @param batch how the values of a whole file may be distributed
 */
record Rules(boolean required, Row row, Batch batch) {

    /**
     * @param range smallest and largest value
     * @param values the only values; empty where any within the range will do
     */
    record Row(Limits range, Set<Double> values) {

        boolean allows(double value) {
            return range.hold(value) && (values.isEmpty() || values.contains(value));
        }
    }

    /**
     * Shares are of the file's rows, that of the most frequent value of its rows with an allowed one.
     *
     * @param nulls rows without a value
     * @param invalid rows with a value that is not allowed
     * @param outsideMonth rows with a time outside of the month that the file's name says
     * @param top rows with the most frequent value
     * @param quantiles values by the share of rows that lie below
     */
    record Batch(Limits nulls, Limits invalid, Limits outsideMonth, Limits top, SortedMap<Double, Limits> quantiles) {}
}
