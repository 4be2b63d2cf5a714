package com.example.rides;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

final class Network {

    static MultiLayerNetwork create() {
        return new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(7).list().build());
    }
}
