package com.example.rides;

import org.mlflow.tracking.MlflowClient;

/** Makes the trained model a version. */
public final class Register {

    public static void main(String[] args) {
        MlflowClient client = new MlflowClient();
        client.createModelVersion("rides", args[0], "models/current.zip");
    }
}
