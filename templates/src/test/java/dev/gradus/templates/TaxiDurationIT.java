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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stages in use: scaffolded, built, trained and run with nothing but what is in them. Each step costs a build or a training, so
 * the steps follow each other in one project per stage.
 */
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaxiDurationIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path adhoc;
    private static Path managed;

    @BeforeAll
    static void scaffold() {
        adhoc = scaffold(Stage.ADHOC, "first-rides");
        managed = scaffold(Stage.named("managed"), "city-rides");
    }

    private static Path scaffold(Stage stage, String name) {
        Path project = folder.resolve(name);
        Scaffold.of(new Renderer()
                        .render(
                                Packs.builtIn().named("taxi-duration"),
                                stage,
                                Map.of("name", name, "team", "mobility")))
                .by(new Author("Una User", "una@example.com"))
                .into(project);
        return project;
    }

    @Test
    @Order(1)
    void theAdHocProjectPassesItsTestsAndTrains() throws Exception {
        assertThat(maven(adhoc, "verify", "exec:java@train")).contains("this model");

        JsonNode metrics = metrics(adhoc);
        assertThat(metrics.path("rmse").asDouble())
                .isLessThan(metrics.at("/baselines/linear/rmse").asDouble());
        assertThat(adhoc.resolve("runs")).doesNotExist();
        assertThat(new Git(adhoc).run("status", "--porcelain")).isEmpty();
    }

    @Test
    @Order(2)
    void theManagedProjectPassesItsTestsAndRunsItsPipeline() throws Exception {
        assertThat(maven(managed, "verify", "exec:java@pipeline"))
                .contains("Ran ingest, validate, prepare, train, evaluate, register.");

        String digest = metrics(managed).at("/model/digest").asText();
        JsonNode version = JSON.readTree(
                managed.resolve("models/mobility.city-rides/1/version.json").toFile());
        assertThat(version.path("digest").asText()).isEqualTo(digest);
        assertThat(JSON.readTree(managed.resolve("models/mobility.city-rides/aliases.json")
                                .toFile())
                        .path("champion")
                        .asText())
                .isEqualTo("1");
        assertThat(Files.readString(managed.resolve("runs")
                        .resolve(version.path("runId").asText())
                        .resolve("run.jsonl")))
                .contains(digest, "\"status\":\"FINISHED\"", new Git(managed).run("rev-parse", "HEAD"))
                .contains("{\"event\":\"tag\",\"key\":\"gradus.git.dirty\",\"value\":\"false\"}");
        assertThat(new Git(managed).run("status", "--porcelain")).isEqualTo("?? dvc.lock");
    }

    @Test
    @Order(3)
    void aSecondRunOfThePipelineDoesNothing() throws Exception {
        byte[] lock = Files.readAllBytes(managed.resolve("dvc.lock"));

        assertThat(maven(managed, "compile", "exec:java@pipeline"))
                .contains("Everything is up to date: nothing was run.");

        assertThat(managed.resolve("dvc.lock")).hasBinaryContent(lock);
        try (Stream<Path> runs = Files.list(managed.resolve("runs"))) {
            assertThat(runs).hasSize(1);
        }
    }

    @Test
    @Order(4)
    void theRunIsInTheTableOfRuns() throws Exception {
        assertThat(maven(managed, "compile", "exec:java@compare")).contains("* ", "FINISHED", "pre-trip");
    }

    @Test
    @Order(5)
    void theChampionIsDeployedByHandAndAgainAtNoCost() throws Exception {
        Path target = folder.resolve("target");

        assertThat(run(managed, "./deploy.sh", target.toString())).contains("is version 1 of mobility.city-rides");
        assertThat(run(managed, "./deploy.sh", target.toString())).contains("already");

        assertThat(target.resolve("current/model.safetensors"))
                .hasSameBinaryContentAs(managed.resolve("models/mobility.city-rides/1/model.safetensors"));
    }

    @Test
    @Order(6)
    void dvcItselfFindsNothingToDo() throws Exception {
        assertThat(Part.named("GRADUS_DVC").run(managed, "status", "--json").strip())
                .isEqualTo("{}");
    }

    private static JsonNode metrics(Path project) throws IOException {
        return JSON.readTree(project.resolve("build/metrics.json").toFile());
    }

    private static String maven(Path project, String... goals) throws Exception {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-q", "-B", "-ntp", "-pl", "model", "-am"));
        command.addAll(List.of(goals));
        return run(project, command.toArray(String[]::new));
    }

    private static String run(Path project, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().remove("MLFLOW_TRACKING_URI");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
