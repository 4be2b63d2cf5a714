package dev.gradus.kit.gate;

import dev.gradus.kit.gate.DayErrors.Day;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How much worse one model is than another, and how sure that is: the difference of their RMSE on the same rides, with the
 * interval that it has when the days are drawn again and again.
 *
 * <p>Rides of one day share its weather and traffic, so days are drawn, not rides; and each drawn day counts for both models,
 * so that what is hard for both cancels out. Percentile interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
 * chapters 13 and 8.6).
 *
 * <pre>{@code
 * new DayBootstrap(2000, 0.95, 7).difference(candidate, champion);   // Interval[low=-0.12, difference=-0.05, high=0.02]
 * }</pre>
 *
 * @param resamples how often the days are drawn
 * @param confidence share of the resampled differences inside the interval
 * @param seed of the draws: the same seed and errors give the same interval
 */
record DayBootstrap(int resamples, double confidence, long seed) {

    /**
     * Minutes of RMSE; above zero means the first is worse.
     *
     * @param low lower end of the interval
     * @param difference on the rides as they are
     * @param high upper end of the interval
     */
    record Interval(double low, double difference, double high) {}

    /** The first model's RMSE less the second's; both must know the same days. */
    Interval difference(List<Day> first, List<Day> second) {
        if (first.size() != second.size() || first.isEmpty()) {
            throw new IllegalArgumentException("days are compared in pairs");
        }
        int[] all = new int[first.size()];
        Arrays.setAll(all, day -> day);
        Random random = new Random(seed);
        double[] differences = new double[resamples];
        int[] drawn = new int[all.length];
        for (int i = 0; i < resamples; i++) {
            Arrays.setAll(drawn, day -> random.nextInt(all.length));
            differences[i] = difference(first, second, drawn);
        }
        Arrays.sort(differences);
        double tail = (1 - confidence) / 2;
        return new Interval(
                quantile(differences, tail), difference(first, second, all), quantile(differences, 1 - tail));
    }

    private static double difference(List<Day> first, List<Day> second, int[] drawn) {
        return rmse(first, drawn) - rmse(second, drawn);
    }

    private static double rmse(List<Day> days, int[] drawn) {
        Day sum = new Day(0, 0);
        for (int day : drawn) {
            sum = sum.plus(days.get(day));
        }
        return Math.sqrt(sum.squares() / sum.rides());
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }
}
