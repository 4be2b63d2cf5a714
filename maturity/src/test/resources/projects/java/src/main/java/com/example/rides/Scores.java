package com.example.rides;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.dataset.DataSet;

final class Scores {

    static double rmse(MultiLayerNetwork network, DataSet test) {
        RegressionEvaluation evaluation = new RegressionEvaluation();
        evaluation.eval(test.getLabels(), network.output(test.getFeatures()));
        return evaluation.averagerootMeanSquaredError();
    }
}
