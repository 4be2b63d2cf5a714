package dev.gradus.kit.tracking;

import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.spi.RunListener;
import dev.gradus.kit.spi.RunMetric;
import dev.gradus.kit.spi.RunStart;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClientException;

/**
 * Reports each run to the MLflow server at {@code MLFLOW_TRACKING_URI}, and does nothing where none is named.
 *
 * <p>A server in trouble costs one line of warning, never the training: the listener then stays silent until the run's end.
 * {@code MLFLOW_TRACKING_REQUIRED=true} turns the warning into a failure.
 *
 * <pre>{@code
 * MLFLOW_TRACKING_URI=http://localhost:5000 make train
 * }</pre>
 */
public final class MlflowListener implements RunListener {

    private final Map<String, String> environment;
    private final PrintStream warnings;
    private @Nullable MlflowServer server;
    private @Nullable MlflowRun run;

    /** For {@link java.util.ServiceLoader}. */
    public MlflowListener() {
        this(System.getenv(), System.err);
    }

    MlflowListener(Map<String, String> environment, PrintStream warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /** A call to the server. */
    private interface Call {
        void on(MlflowRun run) throws IOException;
    }

    @Override
    public void started(RunStart start) {
        Optional<MlflowServer> named = MlflowServer.named(environment);
        if (named.isEmpty()) {
            warnOfOtherStore();
            return;
        }
        try {
            server = named.get();
            server.ping();
            run = MlflowRun.start(server, start);
        } catch (IOException | MlflowClientException e) {
            giveUp(e);
        }
    }

    @Override
    public void tagged(String key, String value) {
        report(open -> open.tag(key, value));
    }

    @Override
    public void input(RunInput input) {
        report(open -> open.input(input));
    }

    @Override
    public void metric(RunMetric metric) {
        report(open -> open.metric(metric));
    }

    @Override
    public void artifact(RunArtifact artifact) {
        report(open -> open.artifact(artifact));
    }

    @Override
    public void finished() {
        report(MlflowRun::finish);
        close();
    }

    @Override
    public void failed(String reason) {
        report(open -> open.fail(reason));
        close();
    }

    private void report(Call call) {
        if (run == null) {
            return;
        }
        try {
            call.on(run);
        } catch (IOException | MlflowClientException e) {
            giveUp(e);
        }
    }

    private void giveUp(Exception reason) {
        String address = server == null ? "" : server.address();
        close();
        String message = "tracking server " + address + " failed (" + firstLine(reason) + ")";
        if (MlflowServer.required(environment)) {
            throw new IllegalStateException(message + ", and MLFLOW_TRACKING_REQUIRED=true", reason);
        }
        warnings.println("warning: " + message + "; the run goes on and is recorded under runs/ only");
    }

    private void warnOfOtherStore() {
        if (!environment.getOrDefault("MLFLOW_TRACKING_URI", "").isBlank()) {
            warnings.println(
                    "warning: MLFLOW_TRACKING_URI is no http(s) address; the run is recorded under runs/ only");
        }
    }

    private static String firstLine(Exception e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return text.lines().findFirst().orElse("");
    }

    private void close() {
        if (server != null) {
            server.close();
        }
        server = null;
        run = null;
    }
}
