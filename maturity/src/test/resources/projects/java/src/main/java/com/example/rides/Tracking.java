package com.example.rides;

import java.util.List;
import org.mlflow.tracking.MlflowClient;

/** Records a run. */
final class Tracking {

    private final MlflowClient client = new MlflowClient();
    private final String run = client.createRun("0").getRunId();

    void parameters(List<String> pair) {
        client.logParam(run, pair.get(0), pair.get(1));
    }

    void score(String name, double value) {
        client.logMetric(run, name, value);
    }
}
