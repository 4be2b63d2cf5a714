package dev.gradus.kit.gate;

import dev.gradus.kit.train.Errors;

/**
 * One group of held-out rides: the model's errors beside those of the linear baseline on the same rides.
 *
 * @param name what the rides are grouped by, such as {@code borough}
 * @param value which group, such as {@code Queens}
 * @param model the model's errors
 * @param linear the baseline's
 */
record Slice(String name, String value, Errors model, Errors linear) {

    Slice(String name, String value) {
        this(name, value, new Errors(), new Errors());
    }

    long rides() {
        return model.rows();
    }

    /** The model's RMSE as a share of the baseline's. */
    double ratio() {
        return model.rmse() / linear.rmse();
    }
}
