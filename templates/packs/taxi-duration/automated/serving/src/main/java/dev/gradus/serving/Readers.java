package dev.gradus.serving;

import dev.gradus.kit.spi.PredictorReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How this project's models are read, as {@code META-INF/services} says. */
final class Readers {

    @Produces
    @Singleton
    PredictorReader installed() {
        return PredictorReader.installed();
    }
}
