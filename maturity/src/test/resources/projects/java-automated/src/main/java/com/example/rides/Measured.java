package com.example.rides;

/** What was measured on the held-out rides. */
record Measured(double rmse, double baseline) {

    double ratio() {
        return rmse / baseline;
    }
}
