package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.Author;
import dev.gradus.templates.scaffold.Scaffold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline of an automated project: what it lets through, where it stops, and what is left as it was. */
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QualityGateIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODELS = "models/mobility.judged-rides/";
    private static final String LABELS = "model/src/main/java/com/example/judgedrides/TrainingSet.java";

    @TempDir
    static Path folder;

    private static Path project;

    private record Ended(int exitCode, String output) {}

    @BeforeAll
    static void scaffold() {
        project = folder.resolve("judged-rides");
        Scaffold.of(new Renderer()
                        .render(
                                Packs.builtIn().named("taxi-duration"),
                                Stage.AUTOMATED,
                                Map.of("name", "judged-rides", "team", "mobility")))
                .by(new Author("Una User", "una@example.com"))
                .into(project);
    }

    @Test
    @Order(1)
    void theProjectsOwnTestsPassAndItsSampleIsAccepted() throws Exception {
        Ended ended = maven("verify", "exec:java@pipeline");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(json("build/contract.json").path("verdict").asText()).isEqualTo("ACCEPTED");
        JsonNode decision = json("build/gate.json");
        assertThat(decision.path("verdict").asText()).isEqualTo("ACCEPTED");
        assertThat(lastDecision()).isEqualTo(decision);
        assertThat(decision.path("digest").asText())
                .isEqualTo(json(MODELS + "1/version.json").path("digest").asText());
        assertThat(new Git(project).run("status", "--porcelain")).isEqualTo("?? dvc.lock");
    }

    @Test
    @Order(2)
    void theCurrentModelCanBeJudgedWithoutRegisteringIt() throws Exception {
        Ended ended = maven("compile", "exec:java@gate");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("accuracy", "borough Bronx", "parity", "accepted");
        assertThat(lastDecision().path("purpose").asText()).isEqualTo("inspection");
        assertThat(project.resolve(MODELS + "2")).doesNotExist();
    }

    @Test
    @Order(3)
    void aSabotagedModelStopsThePipelineAndTheChampionStays() throws Exception {
        byte[] aliases = Files.readAllBytes(project.resolve(MODELS + "aliases.json"));
        String labels = Files.readString(project.resolve(LABELS));
        assertThat(labels).contains("(float) record.minutes()");
        Files.writeString(
                project.resolve(LABELS),
                labels.replace("(float) record.minutes()", "(float) minutes(rides.size() - 1 - ride)"));

        Ended pipeline = maven("compile", "exec:java@pipeline");
        Ended gate = maven("compile", "exec:java@gate");
        Files.writeString(project.resolve(LABELS), labels);

        assertThat(pipeline.exitCode()).isEqualTo(1);
        assertThat(pipeline.output())
                .contains("register: the model is refused: accuracy is ", ", at most 0.85 is allowed")
                .contains("pipeline: stage \"register\" failed with exit code 1, by which a check says no")
                .doesNotContain("\tat ", "[ERROR]");
        assertThat(gate.exitCode()).isEqualTo(1);
        assertThat(gate.output()).contains("gate: the model is refused: accuracy is ");
        assertThat(lastDecision().path("verdict").asText()).isEqualTo("REFUSED");
        assertThat(project.resolve(MODELS + "aliases.json")).hasBinaryContent(aliases);
        assertThat(project.resolve(MODELS + "2")).doesNotExist();
    }

    @Test
    @Order(4)
    void aPoisonedBatchStopsThePipelineBeforeAnythingIsLearnt() throws Exception {
        // The February sample as January's: every column looks right, and no ride is of the month that the file says.
        Path poisoned = project.resolve("data/poisoned/green_tripdata_2021-01.parquet");
        Files.createDirectories(poisoned.getParent());
        Files.copy(project.resolve("data/sample/green_tripdata_2021-02.parquet"), poisoned);
        String params = Files.readString(project.resolve("params.yaml"));
        byte[] model = Files.readAllBytes(project.resolve("build/model/model.safetensors"));
        source(params, "01", "data/poisoned/green_tripdata_2021-01.parquet", poisoned);

        Ended ended = maven("compile", "exec:java@pipeline");
        Files.writeString(project.resolve("params.yaml"), params);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("validate: green_tripdata_2021-01.parquet breaks the contract: pickup (lpep_pickup_datetime")
                .contains("share of rows outside the file's month is 1.000, at most 0.005 is allowed")
                .contains("pipeline: stage \"validate\" failed with exit code 1");
        assertThat(project.resolve("build/model/model.safetensors")).hasBinaryContent(model);
    }

    @Test
    @Order(5)
    @EnabledIfEnvironmentVariable(named = "GRADUS_TLC", matches = ".+")
    void wholeMonthsAreAcceptedByTheSameBounds() throws Exception {
        String params = Files.readString(project.resolve("params.yaml"));
        for (String month : List.of("01", "02")) {
            String name = "green_tripdata_2021-%s.parquet".formatted(month);
            params = source(
                    params,
                    month,
                    "green:2021-" + month,
                    Path.of(System.getenv("GRADUS_TLC")).resolve(name));
        }

        Ended ended = maven("compile", "exec:java@pipeline");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(json("build/gate.json").at("/holdout/rides").asInt()).isEqualTo(61_921);
        assertThat(json(MODELS + "aliases.json").path("champion").asText()).isEqualTo("2");
    }

    /** Writes the parameters with another source for a month. */
    private static String source(String params, String month, String source, Path file)
            throws IOException, GeneralSecurityException {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        String changed = params.replaceFirst(
                "source: data/sample/green_tripdata_2021-%s.parquet\n      sha256: \\w+".formatted(month),
                "source: %s\n      sha256: %s".formatted(source, digest));
        assertThat(changed).isNotEqualTo(params);
        Files.writeString(project.resolve("params.yaml"), changed);
        return changed;
    }

    private static JsonNode lastDecision() throws IOException {
        List<String> lines = Files.readAllLines(project.resolve(MODELS + "gate.jsonl"));
        return JSON.readTree(lines.get(lines.size() - 1));
    }

    private static JsonNode json(String path) throws IOException {
        return JSON.readTree(project.resolve(path).toFile());
    }

    private static Ended maven(String... goals) throws Exception {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-q", "-B", "-ntp", "-pl", "model", "-am"));
        command.addAll(List.of(goals));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().remove("MLFLOW_TRACKING_URI");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
