package dev.gradus.kit.data;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many rides were read, which were left out and why, and which were kept although something about them is odd.
 * Reports of several files add up.
 *
 * <pre>{@code
 * report.dropped()   // {longer than 60 minutes=1162, shorter than 1 minute=1448}
 * report.noted()     // {distance over 100 miles=62, distance zero=1204, …}
 * }</pre>
 *
 * @param read rows in the file
 * @param kept rows handed on
 * @param dropped rows left out, by the first reason that applied
 * @param noted rows kept, by oddity; one row may have several
 */
public record DropReport(long read, long kept, SortedMap<String, Long> dropped, SortedMap<String, Long> noted) {

    public static final DropReport NONE = new DropReport(0, 0, new TreeMap<>(), new TreeMap<>());

    public DropReport {
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
        noted = Collections.unmodifiableSortedMap(new TreeMap<>(noted));
    }

    /** The report of both together. */
    public DropReport plus(DropReport other) {
        return new DropReport(
                read + other.read, kept + other.kept, sum(dropped, other.dropped), sum(noted, other.noted));
    }

    /** One line for a person, such as {@code 73908 of 76518 rides; dropped: longer than 60 minutes 1162, …}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%d of %d rides".formatted(kept, read));
        append(text, "; dropped: ", dropped);
        append(text, "; kept though odd: ", noted);
        return text.toString();
    }

    private static void append(StringBuilder text, String title, SortedMap<String, Long> counts) {
        String separator = title;
        for (var entry : counts.entrySet()) {
            text.append(separator).append(entry.getKey()).append(' ').append(entry.getValue());
            separator = ", ";
        }
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> a, SortedMap<String, Long> b) {
        SortedMap<String, Long> sum = new TreeMap<>(a);
        b.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }
}
