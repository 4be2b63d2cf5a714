package com.example.rides;

import java.util.ServiceLoader;
import org.mlflow.tracking.MlflowClient;

/** Makes the trained model a version, where no gate refuses it. */
public final class Register {

    public static void main(String[] args) {
        Measured measured = new Measured(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
        ServiceLoader.load(Gate.class).forEach(gate -> gate.judge(measured));
        MlflowClient client = new MlflowClient();
        client.createModelVersion("rides", args[0], "models/current.zip");
    }
}
