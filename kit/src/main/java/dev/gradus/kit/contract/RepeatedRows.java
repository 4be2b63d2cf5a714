package dev.gradus.kit.contract;

import dev.gradus.kit.data.TripRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which share of the rows is there already, judged by a sample: a row is in it when the hash of what it says ends in enough zero
 * bits, so all repetitions of a row are in it or none. When the sample is full one more zero bit is asked for. Samples of
 * parts add up to that of the whole (distinct sampling: Gibbons, VLDB 2001).
 */
final class RepeatedRows {

    private static final int MOST = 1 << 15;

    private final Map<Long, Long> counts = new HashMap<>();
    private int zeros;

    void add(TripRow row) {
        add(hash(row), 1);
    }

    void add(RepeatedRows other) {
        zeros = Math.max(zeros, other.zeros);
        shrink();
        other.counts.forEach(this::add);
    }

    private void add(long hash, long rows) {
        if (isSampled(hash)) {
            counts.merge(hash, rows, Long::sum);
            while (counts.size() > MOST) {
                zeros++;
                shrink();
            }
        }
    }

    private void shrink() {
        counts.keySet().removeIf(hash -> !isSampled(hash));
    }

    private boolean isSampled(long hash) {
        return Long.numberOfTrailingZeros(hash) >= zeros;
    }

    /** Rows that repeat another, as a share of all; 0 of none. */
    double share() {
        long rows = counts.values().stream().mapToLong(Long::longValue).sum();
        return rows == 0 ? 0 : (double) (rows - counts.size()) / rows;
    }

    /** Of everything but its place in the file. */
    private static long hash(TripRow row) {
        int[] parts = {
            Objects.hashCode(row.pickup()),
            Objects.hashCode(row.dropoff()),
            Objects.hashCode(row.pickupZone()),
            Objects.hashCode(row.dropoffZone()),
            Objects.hashCode(row.distance()),
            Objects.hash(row.vendor(), row.passengers(), row.rateCode()),
            Objects.hash(row.paymentType(), row.tripType(), row.storeAndForward())
        };
        long hash = 0;
        for (int part : parts) {
            hash = mix(hash + part);
        }
        return hash;
    }

    /** Spreads every bit over all of them, as java.util.SplittableRandom does. */
    private static long mix(long bits) {
        long mixed = bits + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
