package dev.gradus.kit.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Errors by group of rides, such as by borough or by hour of the day.
 *
 * <pre>{@code
 * slices.add("borough", "Queens", 12.5, 10.0);
 * slices.all();   // [Slice[name=borough, value=Queens, rows=1, rmse=2.5]]
 * }</pre>
 */
public final class Slices {

    private final SortedMap<String, SortedMap<String, Errors>> errors = new TreeMap<>();

    /**
     * One group's error.
     *
     * @param name what the rides are grouped by
     * @param value which group
     * @param rows rides in it
     * @param rmse minutes
     */
    public record Slice(String name, String value, long rows, double rmse) {}

    /** Adds one ride to one group. */
    public void add(String name, String value, double predicted, double actual) {
        errors.computeIfAbsent(name, key -> new TreeMap<>())
                .computeIfAbsent(value, key -> new Errors())
                .add(predicted, actual);
    }

    /** All groups, sorted by name and value. */
    public List<Slice> all() {
        List<Slice> slices = new ArrayList<>();
        errors.forEach((name, groups) -> {
            for (Map.Entry<String, Errors> group : groups.entrySet()) {
                Errors sum = group.getValue();
                slices.add(new Slice(name, group.getKey(), sum.rows(), sum.rmse()));
            }
        });
        return slices;
    }
}
