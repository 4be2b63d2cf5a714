package dev.gradus.kit.train;

/**
 * A model measured on rides beside its baselines.
 *
 * <pre>{@code
 * Evaluation evaluation = new Evaluation();
 * evaluation.add(12.5, 11.0, 13.0, 10.0);   // model, mean, linear, actual: minutes
 * evaluation.intervals().add(8.1, 18.9, 10.0);
 * evaluation.slices().add("borough", "Queens", 12.5, 10.0);
 * }</pre>
 */
public final class Evaluation {

    private final Errors model = new Errors();
    private final Errors mean = new Errors();
    private final Errors linear = new Errors();
    private final Coverage intervals = new Coverage();
    private final Slices slices = new Slices();

    /** Adds one ride, all in minutes. */
    public void add(double byModel, double byMean, double byLinear, double actual) {
        model.add(byModel, actual);
        mean.add(byMean, actual);
        linear.add(byLinear, actual);
    }

    public Errors model() {
        return model;
    }

    public Errors mean() {
        return mean;
    }

    public Errors linear() {
        return linear;
    }

    /** Of the model's prediction intervals. */
    public Coverage intervals() {
        return intervals;
    }

    public Slices slices() {
        return slices;
    }
}
