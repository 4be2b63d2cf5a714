package dev.gradus.serving;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.predictions.LoggedPrediction.PredictedBy;
import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.registry.MlflowModelStore;
import dev.gradus.kit.registry.ModelStore;
import dev.gradus.kit.spi.Prediction;
import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.spi.PredictorReader;
import dev.gradus.kit.tracking.MlflowServer;
import dev.gradus.kit.tracking.ProjectName;
import dev.gradus.kit.weights.ModelFile;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the model that answers, and looks every second whether it should be another. A new model is fetched, checked, read and
 * tried on some rides before it takes the place of the one before; when any of this fails, the one before goes on serving.
 */
@Singleton
final class ModelProvider {

    private static final Logger LOG = Logger.getLogger(ModelProvider.class);
    private static final int TRIALS = 500;
    private static final int PATIENCE_SECONDS = 5;

    private final ServingConfig.Model config;
    private final ServingMetrics metrics;
    private final PredictorReader reader;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "model-watcher");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable ServedModel served;
    private volatile String trouble = "no model has been loaded yet";
    private volatile boolean stopping;
    private @Nullable ModelSource source;
    private @Nullable String mark;
    private @Nullable Path copies;

    ModelProvider(ServingConfig config, ServingMetrics metrics, PredictorReader reader) {
        this.config = config.model();
        this.reader = reader;
        this.metrics = metrics;
    }

    /** The model that answers now. */
    ServedModel current() {
        ServedModel model = served;
        if (model == null) {
            throw Refusal.of(503, "no model can be served: %s", trouble);
        }
        return model;
    }

    Optional<ServedModel> find() {
        return Optional.ofNullable(served);
    }

    /** Why the model that should be served is not; empty when it is. */
    String trouble() {
        return trouble;
    }

    /** Whether requests are welcome: there is a model, and the server is not about to stop. */
    boolean ready() {
        return served != null && !stopping;
    }

    /** A registry that is slow does not hold the server up: it starts, and is not ready. */
    void start(@Observes StartupEvent event) throws InterruptedException {
        long millis = config.poll().toMillis();
        CountDownLatch looked = new CountDownLatch(1);
        watcher.execute(() -> {
            look();
            looked.countDown();
        });
        watcher.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        if (!looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("the registry has not answered yet; the server starts without a model");
        }
    }

    void stopping(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    void stop(@Observes ShutdownEvent event) {
        watcher.shutdownNow();
    }

    /** Whatever goes wrong with a model must not end the watching. */
    void look() {
        try {
            String now = source().mark();
            if (!now.equals(mark)) {
                serve(load(source().wanted(now)));
                mark = now;
            }
            trouble = "";
        } catch (BadInput e) {
            failed("%s. Maybe: %s.".formatted(e.getMessage(), e.remedy()));
        } catch (RuntimeException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void serve(ServedModel model) {
        served = model;
        metrics.serving(model.by());
        LOG.infof(
                "serving %s version %s (%s)",
                model.by().model(), model.by().version(), model.by().digest());
    }

    private void failed(String why) {
        metrics.loadFailed();
        if (!why.equals(trouble)) {
            trouble = why;
            ServedModel now = served;
            LOG.error(
                    now == null
                            ? "no model can be served: " + why
                            : "version %s goes on serving: %s"
                                    .formatted(now.by().version(), why));
        }
    }

    private ServedModel load(PredictedBy wanted) {
        try {
            Path copy = copies().resolve("version-" + wanted.version() + ".safetensors");
            try {
                source().fetch(wanted, copy);
                Predictor predictor = reader.read(ModelFile.read(copy));
                tryOut(predictor);
                return ServedModel.of(wanted, predictor);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a copy of the model: " + e.getMessage(), e);
        }
    }

    /** One folder for all, so that the same trouble is told in the same words each time and logged once. */
    private Path copies() throws IOException {
        Path known = copies;
        if (known == null) {
            known = Files.createTempDirectory("serving");
            copies = known;
        }
        return known;
    }

    /** Also lets the JVM compile the way before callers wait for it. */
    private static void tryOut(Predictor predictor) {
        LocalDateTime noon = LocalDateTime.of(2021, 1, 4, 12, 0);
        for (int i = 0; i < TRIALS; i++) {
            TripRow ride = new TripRow(
                    i, noon.plusMinutes(i), null, i % 265 + 1, i * 7 % 265 + 1, i % 20 + 0.5, 2, 1, 1, 1, 1, false);
            Prediction prediction = predictor.predict(ride);
            if (!Double.isFinite(prediction.minutes())) {
                throw new BadInput(
                        "the model predicts %s for %s".formatted(prediction.minutes(), ride), "train it again");
            }
        }
    }

    private ModelSource source() {
        ModelSource known = source;
        if (known == null) {
            known = config.file().isPresent()
                    ? new ModelSource.Fixed(config.file().get(), config.name().orElse("model"))
                    : new ModelSource.Alias(
                            store(),
                            config.name()
                                    .orElseGet(() -> ProjectName.of(Path.of("")).model()),
                            config.alias());
            source = known;
        }
        return known;
    }

    private ModelStore store() {
        Optional<ModelStore> server = MlflowServer.named(System.getenv()).map(MlflowModelStore::new);
        return server.orElseGet(() -> new FileModelStore(config.store(), Clock.systemUTC()));
    }
}
