package dev.gradus.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowContext;
import org.mlflow.tracking.ModelVersionsPage;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** MLflow's Java client, the one that generated projects carry. */
final class JavaClientIT {
    private static RunningPlatform platform;
    private static MlflowClient client;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(TestPostgres.database());
        client = new MlflowClient(new BasicMlflowHostCreds(platform.uri().toString(), platform.adminToken()));
    }

    @AfterAll
    static void stop() {
        client.close();
        platform.close();
    }

    @Test
    void anExperimentIsMadeRenamedTaggedDeletedAndRestored() {
        String id = client.createExperiment(CreateExperiment.newBuilder()
                .setName("first")
                .addTags(ExperimentTag.newBuilder().setKey("team").setValue("rides"))
                .build());
        client.renameExperiment(id, "second");
        client.setExperimentTag(id, "purpose", "test");

        Experiment experiment = client.getExperimentByName("second").orElseThrow();

        assertThat(experiment.getExperimentId()).isEqualTo(id);
        assertThat(experiment.getTagsList()).extracting(ExperimentTag::getValue).contains("rides", "test");
        assertThat(client.getExperimentByName("first")).isEqualTo(Optional.empty());
        client.deleteExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
        client.restoreExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("active");
    }

    @Test
    void experimentsAreFoundPageByPage() {
        IntStream.range(0, 5).forEach(number -> client.createExperiment("page " + number));

        ExperimentsPage first =
                client.searchExperiments("name LIKE 'page %'", ViewType.ACTIVE_ONLY, 3, List.of("name DESC"));
        ExperimentsPage second = (ExperimentsPage) first.getNextPage();

        assertThat(first.getItems()).extracting(Experiment::getName).containsExactly("page 4", "page 3", "page 2");
        assertThat(second.getItems()).extracting(Experiment::getName).containsExactly("page 1", "page 0");
        assertThat(second.hasNextPage()).isFalse();
    }

    @Test
    void aRunKeepsWhatWasLogged() {
        String experiment = client.createExperiment("a run");
        RunInfo info = client.createRun(CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setRunName("the run")
                .setUserId("ann")
                .setStartTime(1_600_000_000_000L)
                .build());
        String id = info.getRunId();
        client.logParam(id, "lr", "0.1");
        client.logMetric(id, "loss", 1.5, 1_600_000_000_001L, 0);
        client.logMetric(id, "loss", 0.5, 1_600_000_000_002L, 1);
        client.logMetric(id, "now", 1);
        client.setTag(id, "color", "red");
        client.setTag(id, "passing", "x");
        client.deleteTag(id, "passing");
        client.logBatch(id, List.of(metric("acc", Double.NaN)), List.of(param("depth", "3")), List.of(tag("a", "b")));
        client.setTerminated(id, RunStatus.FAILED, 1_600_000_009_000L);

        Run run = client.getRun(id);

        assertThat(run.getInfo().getStatus()).isEqualTo(RunStatus.FAILED);
        assertThat(run.getInfo().getEndTime()).isEqualTo(1_600_000_009_000L);
        assertThat(run.getData().getParamsList()).extracting(Param::getKey).containsExactlyInAnyOrder("lr", "depth");
        assertThat(run.getData().getMetricsList())
                .extracting(Metric::getKey, Metric::getStep)
                .contains(tuple("loss", 1L));
        assertThat(run.getData().getTagsList())
                .extracting(RunTag::getKey)
                .contains("color", "a", "mlflow.runName")
                .doesNotContain("passing");
        assertThat(client.getMetricHistory(id, "loss"))
                .extracting(Metric::getValue)
                .containsExactly(1.5, 0.5);
        assertThat(client.getMetricHistory(id, "acc").get(0).getValue()).isNaN();
        client.deleteRun(id);
        assertThat(client.getRun(id).getInfo().getLifecycleStage()).isEqualTo("deleted");
        client.restoreRun(id);
    }

    @Test
    void runsAreFoundInOrderPageByPage() {
        String experiment = client.createExperiment("many runs");
        for (int number = 0; number < 5; number++) {
            String run = client.createRun(experiment).getRunId();
            client.logMetric(run, "loss", number);
            client.setTerminated(run);
        }

        RunsPage first = client.searchRuns(
                List.of(experiment), "metrics.loss > 0", ViewType.ACTIVE_ONLY, 3, List.of("metrics.loss DESC"));
        RunsPage second = (RunsPage) first.getNextPage();

        assertThat(losses(first)).containsExactly(4.0, 3.0, 2.0);
        assertThat(losses(second)).containsExactly(1.0);
        assertThat(client.searchRuns(List.of(experiment), "attributes.status = 'FINISHED'", ViewType.ACTIVE_ONLY, 10)
                        .getItems())
                .hasSize(5);
        assertThat(client.listRunInfos(experiment)).hasSize(5);
    }

    @Test
    void theContextOpensRunsWithinRuns() {
        MlflowContext context = new MlflowContext(client);
        context.setExperimentId(client.createExperiment("context"));
        ActiveRun parent = context.startRun("parent");
        ActiveRun child = context.startRun("child", parent.getId());
        child.logParams(Map.of("lr", "0.1"));
        child.endRun();
        parent.endRun();

        Run run = client.getRun(child.getId());

        assertThat(run.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.getData().getTagsList()).extracting(RunTag::getValue).contains(parent.getId());
    }

    @Test
    void aModelHasVersionsAndTheirPlaces() throws Exception {
        String run = client.createRun(client.createExperiment("a model")).getRunId();
        client.sendPost("registered-models/create", "{\"name\": \"line\"}");
        for (int number = 1; number <= 3; number++) {
            client.sendPost(
                    "model-versions/create",
                    "{\"name\": \"line\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}".formatted(run, run));
        }
        client.sendPost(
                "model-versions/transition-stage",
                "{\"name\": \"line\", \"version\": \"2\", \"stage\": \"Production\", \"archive_existing_versions\": false}");
        client.sendPatch("registered-models/update", "{\"name\": \"line\", \"description\": \"a line\"}");

        ModelVersionsPage first = client.searchModelVersions("name='line'", 2, List.of("version_number DESC"));

        assertThat(client.getRegisteredModel("line").getDescription()).isEqualTo("a line");
        assertThat(client.getLatestVersions("line", List.of("Production")))
                .extracting(ModelVersion::getVersion)
                .containsExactly("2");
        assertThat(client.getLatestVersions("line")).hasSize(2);
        assertThat(client.getModelVersion("line", "3").getRunId()).isEqualTo(run);
        assertThat(client.getModelVersionDownloadUri("line", "1")).contains(run);
        assertThat(first.getItems()).extracting(ModelVersion::getVersion).containsExactly("3", "2");
        assertThat(first.getNextPage().getItems()).hasSize(1);
        assertThat(client.sendGet("registered-models/get?name=line")).contains("a line");
    }

    @Test
    void whatIsNotThereIsRefusedWithMlflowsCode() {
        assertThatThrownBy(() -> client.getRun("0".repeat(32)))
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("RESOURCE_DOES_NOT_EXIST");
        client.createExperiment("twice");
        assertThatThrownBy(() -> client.createExperiment("twice")).hasMessageContaining("RESOURCE_ALREADY_EXISTS");
    }

    private static List<Double> losses(RunsPage page) {
        return page.getItems().stream()
                .map(run -> run.getData().getMetrics(0).getValue())
                .toList();
    }

    private static Metric metric(String key, double value) {
        return Metric.newBuilder()
                .setKey(key)
                .setValue(value)
                .setTimestamp(1_600_000_000_000L)
                .setStep(0)
                .build();
    }

    private static Param param(String key, String value) {
        return Param.newBuilder().setKey(key).setValue(value).build();
    }

    private static RunTag tag(String key, String value) {
        return RunTag.newBuilder().setKey(key).setValue(value).build();
    }
}
