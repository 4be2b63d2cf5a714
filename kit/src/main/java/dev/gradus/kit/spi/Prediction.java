package dev.gradus.kit.spi;

/**
 * What a model says of a ride, in minutes.
 *
 * <pre>{@code
 * new Prediction(12.4, 8.1, 18.9)   // 12.4 minutes, and with the model's coverage between 8.1 and 18.9
 * }</pre>
 *
 * @param minutes the expected duration
 * @param low lower end of the prediction interval, NaN where the model was measured without one
 * @param high upper end of the prediction interval, NaN where the model was measured without one
 */
public record Prediction(double minutes, double low, double high) {

    /** A prediction without an interval. */
    public static Prediction of(double minutes) {
        return new Prediction(minutes, Double.NaN, Double.NaN);
    }
}
