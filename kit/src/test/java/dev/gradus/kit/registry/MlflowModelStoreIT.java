package dev.gradus.kit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.spi.Run;
import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.tracking.MlflowServer;
import dev.gradus.kit.tracking.RealMlflow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real MLflow server: {@code GRADUS_MLFLOW} names its executable. */
class MlflowModelStoreIT extends ModelStoreContract {

    private static RealMlflow mlflow;
    private static MlflowServer server;
    private final String model = "mobility.rides-" + UUID.randomUUID();

    @BeforeAll
    static void startServer() throws Exception {
        mlflow = RealMlflow.start();
        server = mlflow.server();
    }

    @AfterAll
    static void stopServer() {
        if (mlflow != null) {
            server.close();
            mlflow.close();
        }
    }

    @Override
    ModelStore store() {
        return new MlflowModelStore(server);
    }

    @Override
    String model() {
        return model;
    }

    @Override
    String runWith(Path file) throws IOException {
        var run = server.client().createRun();
        server.upload(run.getArtifactUri(), "model/model.safetensors", file);
        return run.getRunId();
    }

    @Override
    void corrupt(ModelVersion version) throws IOException {
        Path other = Files.writeString(work.resolve("other"), "other");
        String artifacts = server.client().getRun(version.runId()).getInfo().getArtifactUri();
        server.upload(artifacts, "model/model.safetensors", other);
    }

    @Test
    void aRunIsReportedWholeAndItsModelRegistered() throws IOException {
        // Given
        Path project = work.resolve("project");
        Files.createDirectories(project.resolve(".gradus"));
        Files.createDirectories(project.resolve("build/model"));
        String name = "rides-" + UUID.randomUUID();
        Files.writeString(project.resolve(".gradus/project.yaml"), "name: " + name + "\nteam: mobility\n");
        Path file = Files.writeString(project.resolve("build/model/model.safetensors"), "weights");
        String digest = Sha256.of(file);
        Files.writeString(
                project.resolve("build/metrics.json"),
                "{\"contract\":\"pre-trip\",\"rmse\":5.9,\"baselines\":{\"linear\":{\"rmse\":9.3}},\"model\":{\"digest\":\""
                        + digest + "\"}}");

        // When
        try (Run run = mlflow.run(project, new TreeMap<>(Map.of("epochs", "13")))) {
            run.tag("gradus.contract", "pre-trip");
            run.input(new RunInput("a.parquet", Sha256.of(new byte[0]), RunInput.Context.TRAINING, 7));
            run.metric("train_loss", 0.5, 0);
            run.metric("train_loss", 0.25, 1);
            run.metric("rmse", 5.9, 0);
            run.artifact(new RunArtifact("model/model.safetensors", file, digest));
            run.finish();
        }
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream quiet = new PrintStream(err, true, StandardCharsets.UTF_8);
        new Register(project, mlflow.environment(), List.of(), quiet, quiet).register("champion");

        // Then
        MlflowModelStore store = new MlflowModelStore(server);
        ModelVersion champion = store.find("mobility." + name, "champion").orElseThrow();
        assertThat(champion.digest()).isEqualTo(digest);
        assertThat(champion.metrics()).isEqualTo(Map.of("rmse", 5.9, "baseline.linear.rmse", 9.3));
        var run = server.client().getRun(champion.runId());
        assertThat(run.getInfo().getStatus().name()).isEqualTo("FINISHED");
        assertThat(run.getData().getParamsList())
                .extracting(p -> p.getKey() + "=" + p.getValue())
                .containsExactly("epochs=13");
        assertThat(run.getData().getMetricsList())
                .extracting(m -> m.getKey() + "=" + m.getValue())
                .containsExactlyInAnyOrder("train_loss=0.25", "rmse=5.9");
        assertThat(server.client().getMetricHistory(champion.runId(), "train_loss"))
                .hasSize(2);
        assertThat(run.getData().getTagsList())
                .extracting(t -> t.getKey())
                .contains("gradus.contract", "gradus.model.digest", "mlflow.source.name");
        assertThat(server.get("runs/get", Map.of("run_id", champion.runId()))
                        .at("/run/inputs/dataset_inputs/0/dataset/name")
                        .asText())
                .isEqualTo("a.parquet");
        assertThat(server.client().getExperimentByName("mobility/" + name)).isPresent();
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("warning");
    }
}
