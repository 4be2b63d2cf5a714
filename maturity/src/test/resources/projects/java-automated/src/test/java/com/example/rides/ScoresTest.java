package com.example.rides;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class ScoresTest {

    @Test
    void anUntrainedNetworkIsWorseThanTheMean() {
        DataSet rides = Months.read(Path.of("params.yaml")).load("sample");

        double untrained = Scores.rmse(Network.create(), rides);

        assertTrue(untrained > new MeanBaseline(rides).rmse(rides));
    }
}
