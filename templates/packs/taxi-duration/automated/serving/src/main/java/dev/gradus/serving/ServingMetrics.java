package dev.gradus.serving;

import dev.gradus.kit.predictions.LoggedPrediction.PredictedBy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What Prometheus is told, at {@code /q/metrics}. */
@Singleton
final class ServingMetrics {

    /** The protocols that requests come by; the label's values are in small letters. */
    enum Protocol {
        PREDICT,
        V2,
        MLFLOW;

        private final String label = name().toLowerCase(Locale.ROOT);
    }

    private static final List<String> REASONS = List.of("invalid", "too_large", "overload", "no_model", "model");

    private final MeterRegistry registry;
    private final Map<Protocol, Counter> successes = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Timer> durations = new EnumMap<>(Protocol.class);
    private final MultiGauge info;
    private final Counter loadFailures;
    private final Counter notFinite;
    private final Counter notLogged;
    private final Counter labels;

    ServingMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Protocol protocol : Protocol.values()) {
            successes.put(
                    protocol,
                    Counter.builder("model.infer.request.success")
                            .description("Requests that were answered with predictions")
                            .tag("protocol", protocol.label)
                            .register(registry));
            durations.put(
                    protocol,
                    Timer.builder("model.infer.request.duration")
                            .description("From the whole request to its answer")
                            .tag("protocol", protocol.label)
                            .serviceLevelObjectives(
                                    Duration.ofMillis(1),
                                    Duration.ofMillis(5),
                                    Duration.ofMillis(25),
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(500),
                                    Duration.ofSeconds(2))
                            .register(registry));
            REASONS.forEach(reason -> failures(protocol, reason));
        }
        info = MultiGauge.builder("model.info")
                .description("The model that is served, by its labels")
                .register(registry);
        loadFailures =
                counter("model.load.failures", "Looks at the registry after which the wanted model was not served");
        notFinite = counter("model.infer.nonfinite", "Predictions that were no finite number and were not given out");
        notLogged = counter("prediction.log.failures", "Predictions that were given out without being logged");
        labels = counter("prediction.labels", "Labels that were stored");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter failures(Protocol protocol, String reason) {
        return Counter.builder("model.infer.request.failure")
                .description("Requests that were refused or failed, by reason")
                .tag("protocol", protocol.label)
                .tag("reason", reason)
                .register(registry);
    }

    void succeeded(Protocol protocol, long nanos) {
        successes.get(protocol).increment();
        durations.get(protocol).record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(Protocol protocol, String reason) {
        failures(protocol, reason).increment();
    }

    void serving(PredictedBy model) {
        Tags tags = Tags.of("model", model.model(), "version", model.version(), "digest", model.digest());
        info.register(List.of(MultiGauge.Row.of(tags, 1)), true);
    }

    void loadFailed() {
        loadFailures.increment();
    }

    void notFinite() {
        notFinite.increment();
    }

    void notLogged(int predictions) {
        notLogged.increment(predictions);
    }

    void labelled(int count) {
        labels.increment(count);
    }
}
