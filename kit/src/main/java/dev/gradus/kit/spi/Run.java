package dev.gradus.kit.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A run under way: tells every {@link RunListener} what happens. Closed without {@link #finish}, it has failed.
 *
 * <p>Safe for use by several training threads; listeners hear one event at a time.
 *
 * <pre>{@code
 * Run.record(Train.class, Path.of("."), params, run -> {
 *     run.tag("gradus.contract", "post-trip");
 *     run.metric("train_loss", 0.21, 3);
 *     run.artifact(new RunArtifact("model/model.safetensors", file, digest));
 * });
 * }</pre>
 */
public final class Run implements AutoCloseable {

    private final List<RunListener> listeners;
    private final Clock clock;
    private String failure = "stopped before its end";
    private boolean ended;

    private Run(List<RunListener> listeners, Clock clock) {
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Does the work as a run: finished when it returns, failed with the reason when it throws. */
    public static void record(Class<?> entryPoint, Path project, SortedMap<String, String> params, Consumer<Run> work) {
        try (Run run = start(entryPoint, project, params)) {
            try {
                work.accept(run);
            } catch (RuntimeException e) {
                run.failing(String.valueOf(e.getMessage()));
                throw e;
            }
            run.finish();
        }
    }

    /** Starts a run with the listeners that are installed on the class path, in the order of their class names. */
    public static Run start(Class<?> entryPoint, Path project, SortedMap<String, String> params) {
        List<RunListener> installed = ServiceLoader.load(RunListener.class).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(ServiceLoader.Provider::get)
                .toList();
        return start(entryPoint, project, params, installed, Clock.systemUTC());
    }

    static Run start(
            Class<?> entryPoint,
            Path project,
            SortedMap<String, String> params,
            List<RunListener> listeners,
            Clock clock) {
        Run run = new Run(listeners, clock);
        RunStart start = new RunStart(entryPoint.getName(), project, clock.instant(), params);
        listeners.forEach(listener -> listener.started(start));
        return run;
    }

    /** Reports a fact about the run. */
    public synchronized void tag(String key, String value) {
        listeners.forEach(listener -> listener.tagged(key, value));
    }

    /** Reports a data file that was read. */
    public synchronized void input(RunInput input) {
        listeners.forEach(listener -> listener.input(input));
    }

    /** Reports a number measured after a step, such as an epoch's loss. */
    public synchronized void metric(String key, double value, long step) {
        RunMetric metric = new RunMetric(key, value, step, clock.instant());
        listeners.forEach(listener -> listener.metric(metric));
    }

    /** Reports a complete file of the result. */
    public synchronized void artifact(RunArtifact artifact) {
        listeners.forEach(listener -> listener.artifact(artifact));
    }

    /** The run reached its end; {@link #close} then does nothing. */
    public synchronized void finish() {
        ended = true;
        listeners.forEach(RunListener::finished);
    }

    /** Notes why the run is about to fail, for the call that {@link #close} makes. */
    public synchronized void failing(String reason) {
        failure = reason;
    }

    @Override
    public synchronized void close() {
        if (!ended) {
            ended = true;
            listeners.forEach(listener -> listener.failed(failure));
        }
    }
}
