package dev.gradus.kit.train;

/**
 * The errors of predictions, summed up: adding rides one by one and adding summaries of parts give the same figures.
 *
 * <pre>{@code
 * Errors errors = new Errors();
 * errors.add(12.5, 10.0);   // predicted, actual, both in minutes
 * errors.rmse();            // 2.5
 * }</pre>
 */
public final class Errors {

    private long rows;
    private double errors;
    private double absolute;
    private double squares;
    // Of the actual values, by Welford's update: their spread is small beside their size in other uses than minutes.
    private double mean;
    private double spread;

    /** Adds one ride. */
    public void add(double predicted, double actual) {
        double error = predicted - actual;
        rows++;
        errors += error;
        absolute += Math.abs(error);
        squares += error * error;
        double delta = actual - mean;
        mean += delta / rows;
        spread += delta * (actual - mean);
    }

    /** Adds the rides of another summary. */
    public void add(Errors other) {
        if (other.rows == 0) {
            return;
        }
        long sum = rows + other.rows;
        double delta = other.mean - mean;
        spread += other.spread + delta * delta * rows * other.rows / sum;
        mean += delta * other.rows / sum;
        rows = sum;
        errors += other.errors;
        absolute += other.absolute;
        squares += other.squares;
    }

    public long rows() {
        return rows;
    }

    /** Root of the mean squared error, minutes. */
    public double rmse() {
        return Math.sqrt(squares / rows);
    }

    /** Mean absolute error, minutes. */
    public double mae() {
        return absolute / rows;
    }

    /** Mean of predicted less actual, minutes: above zero when predictions are too long. */
    public double bias() {
        return errors / rows;
    }

    /** Share of the actual values' variance that the predictions explain; below zero when their mean would do better. */
    public double r2() {
        return 1 - squares / spread;
    }
}
