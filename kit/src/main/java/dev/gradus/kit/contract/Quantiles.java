package dev.gradus.kit.contract;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Quantiles of a stream of numbers to within 1 % of their value, in memory that does not grow with it. Summaries of parts add
 * up to exactly the summary of the whole, since each value falls into a bucket of its own size (DDSketch: Masson, Rim and Lee,
 * VLDB 2019).
 *
 * <pre>{@code
 * Quantiles quantiles = new Quantiles();
 * quantiles.add(2.6);
 * quantiles.at(0.5);   // 2.6, give or take 0.026
 * }</pre>
 */
final class Quantiles {

    private static final double ACCURACY = 0.01;
    private static final double LOG_GAMMA = Math.log((1 + ACCURACY) / (1 - ACCURACY));
    private static final double LEAST = 1e-6;
    private static final double MOST = 1e12;

    /** Counts by bucket in the order of the values: zero in the middle, the sizes of negative values before it. */
    private final SortedMap<Integer, Long> buckets = new TreeMap<>();

    private long count;

    void add(double value) {
        buckets.merge(bucket(value), 1L, Long::sum);
        count++;
    }

    void add(Quantiles other) {
        other.buckets.forEach((bucket, rows) -> buckets.merge(bucket, rows, Long::sum));
        count += other.count;
    }

    /** The value below which a share of all lies; NaN of none. */
    double at(double share) {
        long wanted = Math.round(share * (count - 1));
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen > wanted) {
                return value(bucket.getKey());
            }
        }
        return Double.NaN;
    }

    private static int bucket(double value) {
        double size = Math.min(Math.abs(value), MOST);
        if (size < LEAST) {
            return 0;
        }
        int bucket = 1 + (int) Math.ceil(Math.log(size / LEAST) / LOG_GAMMA);
        return value < 0 ? -bucket : bucket;
    }

    private static double value(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        double upper = LEAST * Math.exp((Math.abs(bucket) - 1) * LOG_GAMMA);
        return Math.signum((double) bucket) * upper * (1 - ACCURACY);
    }
}
