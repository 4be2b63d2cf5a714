package dev.gradus.serving;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.predictions.Label;
import dev.gradus.kit.predictions.LogPolicy;
import dev.gradus.kit.predictions.PredictionLog;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.serving.Dialect.Answer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Predicts rides and logs them. Rides under way are bounded; a log that cannot be written costs ids and no answers. */
@Singleton
final class Inference {

    private static final Logger LOG = Logger.getLogger(Inference.class);

    private final ServingConfig.Limits limits;
    private final ServingMetrics metrics;
    private final PredictionLog log;
    private volatile String trouble = "";

    Inference(ServingConfig config, ServingMetrics metrics) {
        this.limits = config.limits();
        this.metrics = metrics;
        ServingConfig.Log files = config.log();
        this.log = PredictionLog.open(
                files.folder(),
                new LogPolicy(
                        files.segmentBytes(), files.segmentAge(), files.keepBytes(), files.keepAge(), limits.pending()),
                Clock.systemUTC());
    }

    /** Why the last predictions were not logged; empty when they were. */
    String trouble() {
        return trouble;
    }

    /** Takes places for rides, or refuses them. */
    void admit(int rides) {
        if (rides == 0) {
            throw Refusal.bad("there is no ride in the request");
        }
        if (rides > Math.min(limits.rides(), limits.pending())) {
            throw Refusal.of(413, "the request has %d rows, expected at most %d", rides, limits.rides());
        }
        if (!log.reserve(rides)) {
            throw Refusal.of(429, "%d rides are under way, which is as many as there may be", log.waiting());
        }
    }

    /** Predicts rides that were admitted; the answer comes on another thread, once they are logged. */
    void predict(ServedModel model, List<TripRow> rides, Consumer<Answer> then) {
        List<Prediction> predictions = new ArrayList<>(rides.size());
        List<byte[]> rows = new ArrayList<>(rides.size());
        boolean done = false;
        try {
            Instant now = Instant.now();
            for (TripRow ride : rides) {
                Prediction prediction = predict(model, ride);
                predictions.add(prediction);
                rows.add(model.rows().row(now, ride, prediction));
            }
            done = true;
        } finally {
            if (!done) {
                log.release(rides.size());
            }
        }
        log.append(rows, new PredictionLog.Answer() {
            @Override
            public void done(List<String> ids) {
                logged("");
                then.accept(new Answer(model, predictions, ids));
            }

            @Override
            public void failed(IOException reason) {
                logged(String.valueOf(reason.getMessage()));
                metrics.notLogged(rides.size());
                then.accept(new Answer(model, predictions, List.of()));
            }
        });
    }

    private Prediction predict(ServedModel model, TripRow ride) {
        try {
            Prediction prediction = model.predictor().predict(ride);
            if (!Double.isFinite(prediction.minutes())) {
                metrics.notFinite();
                throw Refusal.of(500, "the model gave no finite number for %s", ride);
            }
            return prediction;
        } catch (BadInput e) {
            throw Refusal.bad("%s, %s", e.getMessage(), e.remedy());
        }
    }

    private void logged(String now) {
        if (!now.equals(trouble)) {
            trouble = now;
            if (now.isEmpty()) {
                LOG.info("predictions are logged again");
            } else {
                LOG.error("predictions are answered without being logged: " + now);
            }
        }
    }

    /** Ids that name no prediction. Reads files. */
    List<String> unknown(List<String> ids) {
        return log.unknown(ids);
    }

    /** Stores labels that were admitted; the answer comes on another thread: why they were not, or nothing. */
    void label(List<Label> labels, Consumer<String> then) {
        log.label(labels, new PredictionLog.Answer() {
            @Override
            public void done(List<String> ids) {
                metrics.labelled(labels.size());
                then.accept("");
            }

            @Override
            public void failed(IOException reason) {
                then.accept(String.valueOf(reason.getMessage()));
            }
        });
    }

    void release(int places) {
        log.release(places);
    }

    void stop(@Observes ShutdownEvent event) {
        log.close();
    }
}
