package com.example.rides.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Answers how long a ride takes. */
@Path("/predict")
public class DurationResource {

    private final Counter notFinite;
    private final Counter answered;

    public DurationResource(MeterRegistry registry) {
        this.notFinite = registry.counter("rides.predictions.not.finite");
        this.answered = registry.counter("rides.predictions");
    }

    @POST
    public double predict(double distance) {
        double minutes = 3 * distance;
        answered.increment();
        if (!Double.isFinite(minutes)) {
            notFinite.increment();
        }
        return minutes;
    }
}
