package dev.gradus.templates.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.templates.Git;
import dev.gradus.templates.Part;
import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.Author;
import dev.gradus.templates.scaffold.Scaffold;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server of a scaffolded project, built and trained once with nothing but what is in it: version 1 learnt from the sample's
 * first month and version 2, the champion, from its second.
 */
@EnabledOnOs(OS.LINUX)
class ServingIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "mobility.served-rides";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Path project;

    @BeforeAll
    static void buildAndTrain() throws Exception {
        project = folder.resolve("served-rides");
        Scaffold.of(new Renderer()
                        .render(
                                Packs.builtIn().named("taxi-duration"),
                                Stage.named("automated"),
                                Map.of("name", "served-rides", "team", "mobility")))
                .by(new Author("Una User", "una@example.com"))
                .into(project);
        maven("verify");
        maven("-pl", "model", "-am", "compile", "exec:java@pipeline");
        // A second version that the gate takes: it has learnt the very rides it is judged on.
        maven("-pl", "model", "-am", "compile", "exec:java@train", "-Ddata=data/sample/green_tripdata_2021-02.parquet");
        maven(
                "-pl",
                "model",
                "-am",
                "compile",
                "exec:java@evaluate",
                "exec:java@register",
                "-Ddata=build/data/testing");
        assertThat(alias()).isEqualTo("2");
    }

    @Test
    void theServerHasNoNativeLibrary() throws Exception {
        List<String> natives = new ArrayList<>();
        try (Stream<Path> files = Files.walk(project.resolve("serving/target/quarkus-app"))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    zip.stream()
                            .filter(entry -> entry.getName().matches(".*\\.(so|dll|dylib|jnilib)"))
                            .forEach(entry -> natives.add(jar + "!" + entry.getName()));
                }
            }
        }

        assertThat(natives).isEmpty();
    }

    @Test
    void tritonsClientIsAnsweredInJsonAndInBinary() throws Exception {
        String python = Part.file("GRADUS_TRITON").toString();
        try (Server server = start(Map.of())) {
            String minutes =
                    run(folder, python, script("triton.py"), server.address().substring(7), MODEL, alias());
            assertThat(JSON.readTree(minutes)).hasSize(2);
        }
    }

    @Test
    void mlflowsClientAndFormsAreScored() throws Exception {
        String python = Part.file("GRADUS_MLFLOW").resolveSibling("python").toString();
        try (Server server = start(Map.of())) {
            String minutes = run(folder, python, script("scoring.py"), server.address());
            assertThat(JSON.readTree(minutes)).hasSize(2);
        }
    }

    @Test
    void promtoolFindsNothingWrongWithOurMetrics() throws Exception {
        Path promtool = Part.file("GRADUS_PROMTOOL");
        try (Server server = start(Map.of())) {
            server.predict();
            Path metrics = Files.writeString(
                    folder.resolve("metrics"),
                    server.get("/q/metrics")
                            .lines()
                            .filter(line -> line.matches("(# (TYPE|HELP) )?(model|prediction)_.*"))
                            .reduce("", (all, line) -> all + line + "\n"));
            assertThat(Files.readString(metrics))
                    .contains("model_info{", "model_infer_request_duration_seconds_bucket");

            assertThat(run(folder, "sh", "-c", promtool + " check metrics < metrics 2>&1"))
                    .isBlank();
        }
    }

    @Test
    void aRollbackUnderLoadLosesNoRequest() throws Exception {
        String before = alias();
        try (Server server = start(Map.of());
                Load load = Load.on(server, Server.RIDE, 1000)) {
            waitFor(() -> load.answers() > 500);

            maven("-pl", "model", "-am", "compile", "exec:java@rollback");
            waitFor(() -> server.predict().path("version").asText().equals("1"));
            maven("-pl", "model", "-am", "compile", "exec:java@register");
            waitFor(() -> server.predict().path("version").asText().equals("2"));
            load.stop();

            assertThat(load.failures()).isEmpty();
            assertThat(load.statuses()).containsOnlyKeys(200);
            assertThat(load.versions()).containsOnlyKeys("1", "2");
            assertThat(server.logged()).containsAll(load.acknowledged());
        }
        assertThat(alias()).isEqualTo(before);
    }

    @Test
    void aRegistryThatAnswersNonsenseOrNothingOrIsGoneDoesNotStopTheServer() throws Exception {
        Path file = project.resolve("models/" + MODEL + "/1/model.safetensors");
        String digest = JSON.readTree(file.resolveSibling("version.json").toFile())
                .path("digest")
                .asText();
        try (FakeRegistry registry = FakeRegistry.start(MODEL, file, digest);
                Server server = start(Map.of("MLFLOW_TRACKING_URI", registry.address()))) {
            assertThat(server.predict().path("version").asText()).isEqualTo("7");

            registry.is(FakeRegistry.Mood.NONSENSE);
            waitFor(() -> server.output().contains("version 7 goes on serving: model store"));
            assertThat(server.predict().path("digest").asText()).isEqualTo(digest);
            registry.is(FakeRegistry.Mood.SILENT);
            assertThat(server.predict().path("digest").asText()).isEqualTo(digest);
            registry.stop();
            assertThat(server.predict().path("digest").asText()).isEqualTo(digest);
            assertThat(server.status("/v2/health/ready")).isEqualTo(200);
        }
    }

    @Test
    void withoutAModelTheServerStartsAndIsNotReady() throws Exception {
        try (Server server = Server.launch(project, Map.of("GRADUS_MODEL_ALIAS", "nobody"))) {
            waitFor(() -> server.status("/v2/health/live") == 200);

            HttpResponse<String> answer = server.post("/predict", Server.RIDE);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("has no version that is nobody", "make register");
            assertThat(server.status("/q/health/ready")).isEqualTo(503);
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        try (Server server = start(Map.of());
                Load load = Load.on(server, Server.RIDE, 2000)) {
            waitFor(() -> load.answers() > 2000);

            server.process().destroyForcibly().waitFor();
            load.stop();

            assertThat(load.acknowledged()).hasSizeGreaterThan(2000).doesNotHaveDuplicates();
            assertThat(server.logged()).containsAll(load.acknowledged());
        }
    }

    @Test
    void stoppingTakesReadinessDownFirstAndEndsWhatIsUnderWay() throws Exception {
        try (Server server = start(Map.of());
                Load load = Load.on(server, Server.RIDE, 500)) {
            waitFor(() -> load.answers() > 200);

            server.process().destroy();
            waitFor(() -> server.status("/v2/health/ready") == 503);
            int then = load.answers();
            assertThat(load.failures()).isEmpty();
            assertThat(load.statuses()).containsOnlyKeys(200);
            waitFor(() -> load.answers() > then);
            load.stop();

            assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.logged()).containsAll(load.acknowledged());
        }
    }

    @Test
    void tooManyRidesAtOnceAreTurnedAwayAndTheRestAreAnswered() throws Exception {
        String many = "[" + String.join(",", Collections.nCopies(100, Server.RIDE)) + "]";
        try (Server server = start(Map.of("GRADUS_LIMITS_PENDING", "150"));
                Load load = Load.on(server, many, 100_000)) {
            waitFor(() -> load.statuses().containsKey(429) && load.statuses().containsKey(200));
            load.stop();

            assertThat(load.failures()).isEmpty();
            assertThat(load.statuses()).containsOnlyKeys(200, 429);
            assertThat(server.predict().path("logged").asBoolean()).isTrue();
        }
    }

    @Test
    void onAFullDiskPredictionsGoOnUnloggedAndLabelsAreRefused() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mounted(disk), "no disk can be mounted here");
        try (Server server = start(Map.of("GRADUS_LOG_FOLDER", disk.toString()))) {
            String id = server.predict().path("id").asText();
            waitFor(() -> !server.predict().path("logged").asBoolean());

            assertThat(server.predict().has("id")).isFalse();
            assertThat(server.get("/q/health/ready")).contains("\"log\"", "No space left");
            assertThat(server.get("/q/metrics")).containsPattern("prediction_log_failures_total [1-9]");
            HttpResponse<String> label = server.post("/labels", "{\"id\":\"%s\",\"minutes\":9}".formatted(id));
            assertThat(label.statusCode()).as(label.body()).isEqualTo(507);
        } finally {
            run(folder, "umount", disk.toString());
        }
    }

    private static boolean mounted(Path disk) throws Exception {
        return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString())
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void theImageHoldsTheChampionAndNeedsNeitherRootNorShell() throws Exception {
        Path base = Image.base(Files.createDirectory(folder.resolve("base")), ServingIT::run);
        maven(
                "-pl",
                "serving",
                "-am",
                "-DskipTests",
                "-Pimage",
                "package",
                "-Dgit.revision=" + new Git(project).run("rev-parse", "HEAD"),
                "-Dquarkus.container-image.build=true",
                "-Dquarkus.container-image.image=rides:test",
                "-Dquarkus.jib.base-jvm-image=tar://" + base,
                "-Dquarkus.jib.offline-mode=true",
                "-Dquarkus.jib.docker-executable-name=" + project.resolve("serving/to-tar"));
        Image image = Image.of(
                project.resolve("serving/target/image.tar"),
                Files.createDirectory(folder.resolve("image")),
                ServingIT::run);

        JsonNode config = image.config().path("config");
        String digest = Image.digest(image.root().resolve("model/model.safetensors"));
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(config.at("/Entrypoint/0").asText()).isEqualTo("java");
        assertThat(config.path("Labels").path("dev.gradus.model.digest").asText())
                .isEqualTo(digest);
        assertThat(config.path("Labels")
                        .path("org.opencontainers.image.revision")
                        .asText())
                .isEqualTo(new Git(project).run("rev-parse", "HEAD"));
        assertThat(new Git(project).run("status", "--porcelain")).isEqualTo("?? dvc.lock");
        try (Server server = Server.of(image)) {
            assertThat(server.predict().path("digest").asText()).isEqualTo(digest);
            assertThat(server.predict().path("version").asText()).isEqualTo(alias());
        }
    }

    private static Server start(Map<String, String> environment) throws Exception {
        long started = System.nanoTime();
        Server server = Server.start(project, environment);
        server.predict();
        System.out.printf(
                "first answer after %d ms, %d MB%n",
                Duration.ofNanos(System.nanoTime() - started).toMillis(), server.megabytes());
        return server;
    }

    private static String alias() throws Exception {
        JsonNode aliases = JSON.readTree(
                project.resolve("models/" + MODEL + "/aliases.json").toFile());
        return aliases.path("champion").asText();
    }

    private static void waitFor(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    private static String script(String name) throws Exception {
        return Path.of(ServingIT.class.getResource("/serving/" + name).toURI()).toString();
    }

    private static String maven(String... goals) throws Exception {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-q", "-B", "-ntp"));
        command.addAll(List.of(goals));
        return run(project, command.toArray(String[]::new));
    }

    private static String run(Path where, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().remove("MLFLOW_TRACKING_URI");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
