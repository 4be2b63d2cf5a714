package dev.gradus.kit.gate;

/**
 * All that the gate found out about a model, before anything is decided.
 *
 * @param measurement on the held-out rides
 * @param opponent the champion
 * @param microseconds of one prediction, at the percentile that the thresholds name
 * @param reported what {@code build/metrics.json} says of the model
 */
record Evidence(Measurement measurement, Opponent opponent, double microseconds, Reported reported) {

    /**
     * What the training and the evaluation before the gate said.
     *
     * @param parity largest difference between the trained network and its file in plain Java, minutes; NaN when not said
     * @param rides how many were measured on
     * @param rmse minutes
     */
    record Reported(double parity, long rides, double rmse) {}
}
