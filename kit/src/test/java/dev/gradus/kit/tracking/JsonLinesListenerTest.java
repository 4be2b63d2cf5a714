package dev.gradus.kit.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.spi.RunMetric;
import dev.gradus.kit.spi.RunStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesListenerTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path project;

    private final JsonLinesListener listener = new JsonLinesListener(Clock.fixed(NOON, ZoneOffset.UTC));

    @BeforeEach
    void aProject() throws IOException {
        Files.createDirectories(project.resolve(".gradus"));
        Files.writeString(project.resolve(".gradus/project.yaml"), "name: rides\nteam: mobility\n");
        Files.writeString(project.resolve("model.bin"), "weights");
    }

    @Test
    void aWholeRunIsOneLinePerEvent() throws IOException {
        start();
        listener.tagged("gradus.contract", "pre-trip");
        listener.input(new RunInput("a.parquet", "sha256:00", RunInput.Context.TRAINING, 7));
        listener.metric(new RunMetric("train_loss", 0.5, 2, NOON));
        listener.artifact(new RunArtifact("model/model.safetensors", project.resolve("model.bin"), "sha256:11"));
        listener.finished();

        List<JsonNode> lines = lines();
        JsonNode start = lines.get(0);
        assertThat(start.path("runId").asText())
                .matches("[0-9a-f]{32}")
                .isEqualTo(folder().getFileName().toString());
        assertThat(start.path("entryPoint").asText()).isEqualTo("a.Train");
        assertThat(start.path("experiment").asText()).isEqualTo("mobility/rides");
        assertThat(start.path("time").asText()).isEqualTo("2026-01-02T12:00:00Z");
        assertThat(lines.subList(1, lines.size()))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"event\":\"param\",\"key\":\"epochs\",\"value\":\"13\"}",
                        "{\"event\":\"tag\",\"key\":\"gradus.contract\",\"value\":\"pre-trip\"}",
                        "{\"event\":\"input\",\"name\":\"a.parquet\",\"digest\":\"sha256:00\",\"context\":\"training\",\"rows\":7}",
                        "{\"event\":\"metric\",\"key\":\"train_loss\",\"value\":0.5,\"step\":2,\"time\":\"2026-01-02T12:00:00Z\"}",
                        "{\"event\":\"artifact\",\"path\":\"model/model.safetensors\",\"digest\":\"sha256:11\"}",
                        "{\"event\":\"end\",\"status\":\"FINISHED\",\"time\":\"2026-01-02T12:00:00Z\"}");
        assertThat(folder().resolve("artifacts/model/model.safetensors")).hasContent("weights");
    }

    @Test
    void eachEventIsOnDiskAsSoonAsItHappened() throws IOException {
        start();
        listener.metric(new RunMetric("train_loss", 0.5, 0, NOON));

        RecordedRun run = RecordedRun.all(project.resolve("runs")).get(0);

        assertThat(run.status()).isEqualTo("UNFINISHED");
        assertThat(run.metrics()).containsEntry("train_loss", 0.5);
    }

    @Test
    void aFailureKeepsItsReason() throws IOException {
        start();
        listener.failed("the month is empty");

        RecordedRun run = RecordedRun.all(project.resolve("runs")).get(0);

        assertThat(run.status()).isEqualTo("FAILED");
        assertThat(run.finished()).isFalse();
        assertThat(run.tags()).containsEntry("gradus.failure", "the month is empty");
    }

    @Test
    void aRunIsReadBackWithTheLastValueOfEachMetric() {
        start();
        listener.metric(new RunMetric("train_loss", 0.5, 0, NOON));
        listener.metric(new RunMetric("train_loss", 0.25, 1, NOON));
        listener.input(new RunInput("a.parquet", "sha256:00", RunInput.Context.TRAINING, 7));
        listener.input(new RunInput("b.parquet", "sha256:22", RunInput.Context.TESTING, 7));
        listener.artifact(new RunArtifact("model/m", project.resolve("model.bin"), "sha256:11"));
        listener.finished();

        RecordedRun run = RecordedRun.all(project.resolve("runs")).get(0);

        assertThat(run.finished()).isTrue();
        assertThat(run.at()).isEqualTo(NOON);
        assertThat(run.params()).isEqualTo(Map.of("epochs", "13"));
        assertThat(run.metrics()).isEqualTo(Map.of("train_loss", 0.25));
        assertThat(run.tests()).isEqualTo(Map.of("b.parquet", "sha256:22"));
        assertThat(run.artifacts()).isEqualTo(Map.of("model/m", "sha256:11"));
    }

    @Test
    void aLineThatAKillCutShortIsLeftOut() throws IOException {
        start();
        Path file = folder().resolve("run.jsonl");
        Files.writeString(file, Files.readString(file) + "{\"event\":\"metr");

        assertThat(RecordedRun.all(project.resolve("runs")))
                .singleElement()
                .extracting(RecordedRun::status)
                .isEqualTo("UNFINISHED");
    }

    @Test
    void commitAndChangesAreTags() throws Exception {
        git("init", "-q");
        git("add", ".gradus");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first");
        Files.writeString(project.resolve("dvc.lock"), "schema: '2.0'\n");
        Files.delete(project.resolve("model.bin"));

        assertThat(GitState.of(project).tags())
                .containsEntry("gradus.git.dirty", "false")
                .hasEntrySatisfying(
                        "mlflow.source.git.commit", commit -> assertThat(commit).matches("[0-9a-f]{40}"));

        Files.writeString(project.resolve("new.java"), "");
        assertThat(GitState.of(project).tags()).containsEntry("gradus.git.dirty", "true");
    }

    @Test
    void withoutTheGitProgramTheCommitIsReadFromItsFiles() throws Exception {
        String commit = "0123456789abcdef0123456789abcdef01234567";
        Path dotGit = Files.createDirectories(project.resolve("dot"));
        Files.writeString(dotGit.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(dotGit.resolve("packed-refs"), "# pack-refs with: peeled\n" + commit + " refs/heads/main\n");
        assertThat(GitState.head(dotGit)).contains(commit);

        Files.createDirectories(dotGit.resolve("refs/heads"));
        Files.writeString(dotGit.resolve("refs/heads/main"), commit.replace('0', 'f') + "\n");
        assertThat(GitState.head(dotGit)).contains(commit.replace('0', 'f'));
    }

    @Test
    void aFolderWithoutGitHasNoSuchTags() {
        assertThat(GitState.head(project.resolve(".git"))).isEmpty();
    }

    @Test
    void aProjectWithoutItsFileIsRefused() throws IOException {
        Files.delete(project.resolve(".gradus/project.yaml"));

        assertThatThrownBy(this::start)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no .gradus/project.yaml");
    }

    @Test
    void aTeamThatWouldLeadOutOfAFolderIsRefused() throws IOException {
        Files.writeString(project.resolve(".gradus/project.yaml"), "name: rides\nteam: ../mobility\n");

        assertThatThrownBy(this::start).isInstanceOf(BadInput.class).hasMessageContaining("the team \"../mobility\"");
    }

    @Test
    void anArtifactCannotLeaveItsRun() {
        start();

        assertThatThrownBy(
                        () -> listener.artifact(new RunArtifact("../../x", project.resolve("model.bin"), "sha256:11")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void start() {
        listener.started(new RunStart("a.Train", project, NOON, new TreeMap<>(Map.of("epochs", "13"))));
    }

    private Path folder() throws IOException {
        try (var folders = Files.list(project.resolve("runs"))) {
            return folders.findFirst().orElseThrow();
        }
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder().resolve("run.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(project.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
