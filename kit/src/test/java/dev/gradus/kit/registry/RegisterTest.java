package dev.gradus.kit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.spi.Nominee;
import dev.gradus.kit.spi.Refused;
import dev.gradus.kit.spi.RegistrationGate;
import dev.gradus.kit.spi.Run;
import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.Runs;
import dev.gradus.kit.tracking.JsonLinesListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterTest {

    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final List<RegistrationGate> gates = new ArrayList<>();

    @BeforeEach
    void aTrainedModel() throws IOException {
        Files.createDirectories(project.resolve(".gradus"));
        Files.writeString(project.resolve(".gradus/project.yaml"), "name: rides\nteam: mobility\n");
        train("weights");
    }

    @Test
    void theModelBecomesAVersionThatNamesItsRun() throws IOException {
        register();

        JsonNode registered = new ObjectMapper()
                .readTree(project.resolve("build/registered.json").toFile());
        ModelVersion champion = new FileModelStore(project.resolve("models"), java.time.Clock.systemUTC())
                .find("mobility.rides", "champion")
                .orElseThrow();
        assertThat(champion.version())
                .isEqualTo("1")
                .isEqualTo(registered.path("version").asText());
        assertThat(project.resolve("runs").resolve(champion.runId()).resolve("run.jsonl"))
                .exists();
        assertThat(champion.contract()).isEqualTo("pre-trip");
        assertThat(champion.metrics()).isEqualTo(Map.of("rmse", 5.9, "baseline.linear.rmse", 9.3));
        assertThat(text()).contains("mobility.rides version 1 is champion").doesNotContain("warning");
    }

    @Test
    void registeringAgainMakesNoSecondVersion() {
        register();
        register();

        assertThat(project.resolve("models/mobility.rides/2")).doesNotExist();
    }

    @Test
    void aModelWithoutARunIsNotRegistered() throws IOException {
        Files.writeString(project.resolve("build/model/model.safetensors"), "by hand");
        metrics(Sha256.of(project.resolve("build/model/model.safetensors")));

        assertThatThrownBy(this::register)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no finished run under runs/ made this model");
        assertThat(project.resolve("models")).doesNotExist();
    }

    @Test
    void metricsOfAnotherModelAreRefused() throws IOException {
        metrics("sha256:other");

        assertThatThrownBy(this::register)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("metrics.json is about another model");
    }

    @Test
    void aGateIsAskedBeforeAnythingChanges() throws IOException {
        register();
        train("worse weights");
        List<Nominee> asked = new ArrayList<>();
        gates.add(nominee -> {
            asked.add(nominee);
            throw new Refused("accuracy is 1.3, at most 0.9 is allowed", "train a better one");
        });

        assertThatThrownBy(this::register).isInstanceOf(Refused.class).hasMessageContaining("accuracy is 1.3");

        Path model = project.toAbsolutePath().normalize().resolve("build/model/model.safetensors");
        assertThat(asked)
                .containsExactly(
                        new Nominee(project.toAbsolutePath().normalize(), "mobility.rides", model, Sha256.of(model)));
        assertThat(project.resolve("models/mobility.rides/2")).doesNotExist();
        assertThat(new FileModelStore(project.resolve("models"), java.time.Clock.systemUTC()).aliases("mobility.rides"))
                .isEqualTo(Map.of("champion", "1"));
    }

    @Test
    void whereAGateSaysNoTheServerIsNotAsked() throws IOException {
        environment.put("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + closedPort());
        gates.add(nominee -> {
            throw new Refused("no", "train a better one");
        });

        assertThatThrownBy(this::register).isInstanceOf(Refused.class);

        assertThat(text()).isEmpty();
        assertThat(project.resolve("models")).doesNotExist();
    }

    @Test
    void withoutAModelItSaysHowToMakeOne() throws IOException {
        Files.delete(project.resolve("build/model/model.safetensors"));

        assertThatThrownBy(this::register).isInstanceOf(BadInput.class).hasMessageContaining("there is no model");
    }

    @Test
    void aServerThatIsDownCostsOneWarningAndTheVersionIsThere() throws IOException {
        environment.put("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + closedPort());

        register();

        assertThat(text().lines().filter(line -> line.startsWith("warning: "))).hasSize(1);
        assertThat(project.resolve("models/mobility.rides/1/version.json")).exists();
        assertThat(project.resolve("build/registered.json")).exists();
    }

    @Test
    void whereTheServerIsRequiredItsFailureIsOurs() throws IOException {
        environment.put("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + closedPort());
        environment.put("MLFLOW_TRACKING_REQUIRED", "true");

        assertThatThrownBy(this::register)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("MLFLOW_TRACKING_REQUIRED=true");
        assertThat(project.resolve("build/registered.json")).doesNotExist();
    }

    @Test
    void rollingBackSaysWhichVersionItIsAgain() throws IOException {
        register();
        train("better weights");
        register();

        Rollback.run(project, environment, "champion", new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(text()).endsWith("champion of mobility.rides is version 1 again\n");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void register() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Register(project, environment, gates, stream, stream).register("champion");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void train(String content) throws IOException {
        Files.createDirectories(project.resolve("build/model"));
        Path file = Files.writeString(project.resolve("build/model/model.safetensors"), content);
        try (Run run = Runs.start(project, new TreeMap<>(), List.of(new JsonLinesListener()))) {
            run.artifact(new RunArtifact("model/model.safetensors", file, Sha256.of(file)));
            run.finish();
        }
        metrics(Sha256.of(file));
    }

    private void metrics(String digest) throws IOException {
        Files.writeString(
                project.resolve("build/metrics.json"),
                "{\"contract\":\"pre-trip\",\"rmse\":5.9,\"baselines\":{\"linear\":{\"rmse\":9.3}},\"model\":{\"digest\":\""
                        + digest + "\"}}");
    }
}
