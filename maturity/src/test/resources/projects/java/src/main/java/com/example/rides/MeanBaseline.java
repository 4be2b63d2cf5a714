package com.example.rides;

import org.nd4j.linalg.dataset.DataSet;

/** The mean duration, whatever the ride. */
record MeanBaseline(DataSet rides) {

    double rmse(DataSet test) {
        double mean = rides.getLabels().meanNumber().doubleValue();
        return Math.sqrt(test.getLabels().sub(mean).norm2Number().doubleValue());
    }
}
