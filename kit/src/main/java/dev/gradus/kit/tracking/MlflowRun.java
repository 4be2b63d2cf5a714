package dev.gradus.kit.tracking;

import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.spi.RunMetric;
import dev.gradus.kit.spi.RunStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

/** One run on an MLflow server. Every call may throw: what that means is for {@link MlflowListener} to say. */
final class MlflowRun {

    private static final int DATASET_DIGEST = 32; // MLflow keeps at most 36 characters
    private static final int PARAM_VALUE = 6000;

    private final MlflowServer server;
    private final MlflowClient client;
    private final RunInfo info;

    private MlflowRun(MlflowServer server, MlflowClient client, RunInfo info) {
        this.server = server;
        this.client = client;
        this.info = info;
    }

    static MlflowRun start(MlflowServer server, RunStart start) {
        MlflowClient client = server.client();
        RunInfo info = create(client, start);
        List<Param> params = new ArrayList<>();
        start.params().forEach((key, value) -> params.add(param(key, value)));
        client.logBatch(info.getRunId(), List.of(), params, List.of());
        return new MlflowRun(server, client, info);
    }

    private static RunInfo create(MlflowClient client, RunStart start) {
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

    void tag(String key, String value) {
        client.setTag(info.getRunId(), key, value);
    }

    void input(RunInput input) throws IOException {
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
        Map<String, Object> entry = Map.of("dataset", dataset, "tags", List.of(context));
        server.call("POST", "runs/log-inputs", Map.of("run_id", info.getRunId(), "datasets", List.of(entry)));
    }

    void metric(RunMetric metric) {
        client.logMetric(
                info.getRunId(), metric.key(), metric.value(), metric.at().toEpochMilli(), metric.step());
    }

    void artifact(RunArtifact artifact) throws IOException {
        server.upload(info.getArtifactUri(), artifact.path(), artifact.file());
        if (artifact.path().endsWith(".safetensors")) {
            // By this the registry finds the run of a model file.
            tag("gradus.model.digest", artifact.digest());
        }
    }

    void finish() {
        client.setTerminated(info.getRunId(), RunStatus.FINISHED);
    }

    void fail(String reason) {
        tag("gradus.failure", reason);
        client.setTerminated(info.getRunId(), RunStatus.FAILED);
    }
}
