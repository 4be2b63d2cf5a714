package dev.gradus.kit.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * At most so many rows of a stream of any length, the same ones every time, in the stream's order.
 *
 * <p>Each row draws a number that depends on its place alone; when too many are held, those with the upper half of the numbers
 * are let go. A stream that fits is kept whole.
 *
 * <pre>{@code
 * StreamSample<TripRow> sample = new StreamSample<>(400_000);
 * TripReader.readRides(file, sample::add);
 * sample.rows();
 * }</pre>
 *
 * @param <T> what a row is
 */
public final class StreamSample<T> {

    private final int most;
    private final List<T> held;
    private long[] numbers = new long[1024];
    private long place;
    private long bound = Long.MAX_VALUE;

    /**
     * An empty sample.
     *
     * @param most rows to hold
     */
    public StreamSample(int most) {
        this(most, new ArrayList<>());
    }

    /**
     * An empty sample that keeps its rows in a list of its own kind, such as one that packs them.
     *
     * @param most rows to hold
     * @param held an empty list that can add, get, set and clear its end
     */
    public StreamSample(int most, List<T> held) {
        this.most = most;
        this.held = held;
    }

    /** Offers the next row. */
    public void add(T row) {
        long number = mix(place++);
        if (number > bound) {
            return;
        }
        if (held.size() == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        numbers[held.size()] = number;
        held.add(row);
        while (held.size() > most) {
            bound /= 2;
            letGo();
        }
    }

    /** Closes up, in their order, the rows that may stay. */
    private void letGo() {
        int kept = 0;
        for (int i = 0; i < held.size(); i++) {
            if (numbers[i] <= bound) {
                numbers[kept] = numbers[i];
                held.set(kept++, held.get(i));
            }
        }
        held.subList(kept, held.size()).clear();
    }

    /** Rows offered so far. */
    public long offered() {
        return place;
    }

    /** The rows held. */
    public List<T> rows() {
        return Collections.unmodifiableList(held);
    }

    /** Spreads neighbouring places evenly over the non-negative numbers (the finaliser of splitmix64). */
    private static long mix(long place) {
        long z = (place + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (z ^ (z >>> 31)) >>> 1;
    }
}
