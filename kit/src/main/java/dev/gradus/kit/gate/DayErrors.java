package dev.gradus.kit.gate;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model's squared errors by day of pickup: all that a comparison by days needs, in memory that grows with the calendar alone.
 *
 * <pre>{@code
 * DayErrors errors = new DayErrors();
 * errors.add(LocalDate.of(2021, 2, 1), 12.5 - 10.0);   // minutes
 * }</pre>
 */
final class DayErrors {

    /**
     * One day's sum.
     *
     * @param rides how many
     * @param squares sum of squared errors, square minutes
     */
    record Day(long rides, double squares) {

        Day plus(Day other) {
            return new Day(rides + other.rides, squares + other.squares);
        }
    }

    private final SortedMap<LocalDate, Day> days = new TreeMap<>();

    /** Adds one ride. */
    void add(LocalDate day, double error) {
        add(day, new Day(1, error * error));
    }

    void add(LocalDate day, Day sum) {
        days.merge(day, sum, Day::plus);
    }

    SortedMap<LocalDate, Day> days() {
        return Collections.unmodifiableSortedMap(days);
    }
}
