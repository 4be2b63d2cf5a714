package dev.gradus.kit.tracking;

import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.spi.RunListener;
import dev.gradus.kit.spi.RunMetric;
import dev.gradus.kit.spi.RunStart;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
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

    private static final int DATASET_DIGEST = 32; // MLflow keeps at most 36 characters
    private static final int PARAM_VALUE = 6000;

    private final Map<String, String> environment;
    private final PrintStream warnings;
    private @Nullable MlflowServer server;
    private @Nullable RunInfo run;

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
        void on(MlflowServer server, RunInfo run) throws IOException;
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
            run = createRun(server.client(), start);
            List<Param> params = new ArrayList<>();
            start.params().forEach((key, value) -> params.add(param(key, value)));
            server.client().logBatch(run.getRunId(), List.of(), params, List.of());
        } catch (IOException | MlflowClientException e) {
            giveUp(e);
        }
    }

    private static RunInfo createRun(MlflowClient client, RunStart start) {
        ProjectName name = ProjectName.of(start.project());
        String simpleName = start.entryPoint().substring(start.entryPoint().lastIndexOf('.') + 1);
        SortedMap<String, String> tags =
                new TreeMap<>(GitState.of(start.project()).tags());
        tags.put("mlflow.runName", simpleName + " " + start.at());
        tags.put("mlflow.user", System.getProperty("user.name", "unknown"));
        tags.put("mlflow.source.name", start.entryPoint());
        tags.put("mlflow.source.type", "LOCAL");
        CreateRun.Builder request = CreateRun.newBuilder()
                .setExperimentId(experiment(client, name.experiment()))
                .setStartTime(start.at().toEpochMilli());
        tags.forEach(
                (key, value) -> request.addTags(RunTag.newBuilder().setKey(key).setValue(value)));
        return client.createRun(request.build());
    }

    private static String experiment(MlflowClient client, String name) {
        Optional<Experiment> known = client.getExperimentByName(name);
        if (known.isPresent()) {
            return known.get().getExperimentId();
        }
        try {
            return client.createExperiment(name);
        } catch (MlflowClientException e) {
            // Somebody else's first run may have made it in between.
            return client.getExperimentByName(name).orElseThrow(() -> e).getExperimentId();
        }
    }

    private static Param param(String key, String value) {
        String text = value.length() > PARAM_VALUE ? value.substring(0, PARAM_VALUE) : value;
        return Param.newBuilder().setKey(key).setValue(text).build();
    }

    @Override
    public void tagged(String key, String value) {
        report((mlflow, info) -> mlflow.client().setTag(info.getRunId(), key, value));
    }

    @Override
    public void input(RunInput input) {
        String hex = input.digest().substring(input.digest().indexOf(':') + 1);
        Map<String, Object> dataset = Map.of(
                "name",
                input.name(),
                "digest",
                hex.substring(0, Math.min(DATASET_DIGEST, hex.length())),
                "source_type",
                "local",
                "source",
                "{\"uri\": \"" + input.name() + "\", \"digest\": \"" + input.digest() + "\"}",
                "profile",
                "{\"num_rows\": " + input.rows() + "}");
        Map<String, String> context =
                Map.of("key", "mlflow.data.context", "value", input.context().toString());
        report((mlflow, info) -> mlflow.call(
                "POST",
                "runs/log-inputs",
                Map.of(
                        "run_id",
                        info.getRunId(),
                        "datasets",
                        List.of(Map.of("dataset", dataset, "tags", List.of(context))))));
    }

    @Override
    public void metric(RunMetric metric) {
        report((mlflow, info) -> mlflow.client()
                .logMetric(
                        info.getRunId(),
                        metric.key(),
                        metric.value(),
                        metric.at().toEpochMilli(),
                        metric.step()));
    }

    @Override
    public void artifact(RunArtifact artifact) {
        report((mlflow, info) -> {
            mlflow.upload(info.getArtifactUri(), artifact.path(), artifact.file());
            if (artifact.path().endsWith(".safetensors")) {
                // By this the registry finds the run of a model file.
                mlflow.client().setTag(info.getRunId(), "gradus.model.digest", artifact.digest());
            }
        });
    }

    @Override
    public void finished() {
        report((mlflow, info) -> mlflow.client().setTerminated(info.getRunId(), RunStatus.FINISHED));
        close();
    }

    @Override
    public void failed(String reason) {
        report((mlflow, info) -> {
            mlflow.client().setTag(info.getRunId(), "gradus.failure", reason);
            mlflow.client().setTerminated(info.getRunId(), RunStatus.FAILED);
        });
        close();
    }

    private void report(Call call) {
        if (server == null || run == null) {
            return;
        }
        try {
            call.on(server, run);
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
