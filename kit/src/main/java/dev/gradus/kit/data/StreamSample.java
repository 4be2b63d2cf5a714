package dev.gradus.kit.data;

import java.util.ArrayList;
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
    private List<Numbered<T>> held = new ArrayList<>();
    private long place;
    private long bound = Long.MAX_VALUE;

    /**
     * An empty sample.
     *
     * @param most rows to hold
     */
    public StreamSample(int most) {
        this.most = most;
    }

    /** Offers the next row. */
    public void add(T row) {
        long number = mix(place++);
        if (number > bound) {
            return;
        }
        held.add(new Numbered<>(number, row));
        while (held.size() > most) {
            bound /= 2;
            held = new ArrayList<>(
                    held.stream().filter(kept -> kept.number <= bound).toList());
        }
    }

    /** Rows offered so far. */
    public long offered() {
        return place;
    }

    /** The rows held. */
    public List<T> rows() {
        return held.stream().map(Numbered::row).toList();
    }

    /** Spreads neighbouring places evenly over the non-negative numbers (the finaliser of splitmix64). */
    private static long mix(long place) {
        long z = (place + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (z ^ (z >>> 31)) >>> 1;
    }

    private record Numbered<T>(long number, T row) {}
}
