package com.example.rides;

import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.SplitTestAndTrain;

/** Trains the model on a month of rides. */
public final class Train {

    public static void main(String[] args) {
        Months months = Months.read(Path.of("params.yaml"));
        DataSet rides = months.load(args[0]);
        new Checks().check(months.rides(args[0]));
        SplitTestAndTrain split = rides.splitTestAndTrain(0.8);
        MultiLayerNetwork network = Network.create();
        Tracking tracking = new Tracking();
        tracking.parameters(List.of("epochs", "5"));
        network.fit(split.getTrain());
        tracking.score("rmse", Scores.rmse(network, split.getTest()));
        tracking.score("baseline_rmse", new MeanBaseline(split.getTrain()).rmse(split.getTest()));
    }
}
