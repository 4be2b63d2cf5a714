package com.example.rides;

import java.nio.file.Path;

/** Refuses a model that is not better than the baseline by some margin. */
public final class RatioGate implements Gate {

    @Override
    public void judge(Measured measured) {
        double most = Thresholds.read(Path.of("gates/thresholds.yaml"), "max_rmse_ratio");
        boolean accepted = measured.ratio() <= most;
        if (!accepted) {
            throw new IllegalStateException("the model is refused");
        }
    }
}
