package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pack's stages hold. */
class TaxiDurationTest {

    private static final Map<String, Object> ANSWERS = Map.of("name", "city-rides", "team", "mobility");

    @Test
    void managedChangesThePomAndTheReadmeAndAddsTheRest() {
        FileTree adhoc = tree(Stage.ADHOC);
        FileTree managed = tree(Stage.named("managed"));

        assertThat(paths(managed)).containsAll(paths(adhoc));
        assertThat(paths(adhoc))
                .filteredOn(path -> !text(adhoc, path).equals(text(managed, path)))
                .containsExactly("README.md", "pom.xml");
    }

    @Test
    void automatedChangesAtMostFourFilesAndAddsTheRest() {
        FileTree managed = tree(Stage.MANAGED);
        FileTree automated = tree(Stage.AUTOMATED);

        assertThat(paths(automated)).containsAll(paths(managed));
        assertThat(paths(managed))
                .filteredOn(path -> !text(managed, path).equals(text(automated, path)))
                .contains("pom.xml")
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void theReadmeDiffersInItsManagedBlockAlone() {
        String adhoc = text(tree(Stage.ADHOC), "README.md");
        String managed = text(tree(Stage.named("managed")), "README.md");

        assertThat(managed).isNotEqualTo(adhoc);
        assertThat(outsideBlock(managed)).isEqualTo(outsideBlock(adhoc));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adhoc", "managed", "automated"})
    void everyStageHasItsFiles(String stage) {
        assertThat(paths(tree(Stage.named(stage))))
                .contains(
                        ".gradus/project.yaml",
                        ".gitignore",
                        ".gitattributes",
                        ".editorconfig",
                        "mvnw",
                        "mvnw.cmd",
                        ".mvn/wrapper/maven-wrapper.properties",
                        ".mvn/jvm.config",
                        "pom.xml",
                        "Makefile",
                        "mk/10-core.mk",
                        "data/README.md",
                        "data/sample/green_tripdata_2021-01.parquet",
                        "data/sample/green_tripdata_2021-02.parquet",
                        "kit/pom.xml",
                        "kit/src/main/java/dev/gradus/kit/spi/RunListener.java",
                        "model/pom.xml",
                        "model/src/main/java/com/example/cityrides/Train.java",
                        "model/src/test/java/com/example/cityrides/TripFeaturesTest.java",
                        "notebooks/explore.jsh");
    }

    @Test
    void adHocCarriesNoTrackingAndNoRegistry() {
        assertThat(paths(tree(Stage.ADHOC)))
                .noneMatch(path -> path.matches(
                        ".*/kit/(pipeline|tracking|registry|evaluate)/.*|.*/services/.*RunListener|.*dvc.*|deploy.*"));
        assertThat(text(tree(Stage.ADHOC), "pom.xml")).doesNotContain("mlflow", "pipeline");
    }

    @Test
    void managedHasItsFiles() {
        assertThat(paths(tree(Stage.named("managed"))))
                .contains(
                        ".dvc/config",
                        "dvc.yaml",
                        "params.yaml",
                        "compose.yaml",
                        "mk/20-tracking.mk",
                        "deploy.sh",
                        "docs/deploy-manual.md",
                        "docs/problem.md",
                        "docs/experiments.md",
                        ".pre-commit-config.yaml",
                        "CODEOWNERS",
                        "CONTRIBUTING.md",
                        ".github/pull_request_template.md",
                        "model/src/main/resources/META-INF/services/dev.gradus.kit.spi.RunListener",
                        "model/src/test/java/com/example/cityrides/ReproducibilityTest.java",
                        "kit/src/main/java/dev/gradus/kit/pipeline/Pipeline.java",
                        "kit/src/main/java/dev/gradus/kit/registry/Register.java")
                .doesNotContain("dvc.lock");
    }

    @Test
    void managedCarriesNoGateAndNoContract() {
        FileTree managed = tree(Stage.MANAGED);

        assertThat(paths(managed)).noneMatch(path -> path.matches(".*/kit/(gate|contract)/.*|gates/.*|contracts/.*"));
        assertThat(text(managed, "pom.xml")).doesNotContain("QualityGate");
    }

    @Test
    void automatedHasItsGateAndItsContract() {
        assertThat(paths(tree(Stage.AUTOMATED)))
                .containsAll(paths(tree(Stage.MANAGED)))
                .contains(
                        "gates/thresholds.yaml",
                        "contracts/trip.schema.json",
                        "mk/30-gate.mk",
                        "model/src/test/java/com/example/cityrides/GateTest.java",
                        "model/src/test/java/com/example/cityrides/DataContractTest.java",
                        "kit/src/main/java/dev/gradus/kit/gate/QualityGate.java",
                        "kit/src/main/java/dev/gradus/kit/contract/DataContract.java");
    }

    @Test
    void checksNamedAsServicesAreInKit() {
        FileTree tree = tree(Stage.AUTOMATED);

        for (String service : List.of("DataCheck", "RegistrationGate")) {
            String names = text(tree, "model/src/main/resources/META-INF/services/dev.gradus.kit.spi." + service);
            assertThat(names.lines()).isNotEmpty().allSatisfy(name -> assertThat(paths(tree))
                    .contains("kit/src/main/java/" + name.replace('.', '/') + ".java"));
        }
    }

    @Test
    void theDigestsInTheParametersAreThoseOfTheSample() throws Exception {
        FileTree tree = tree(Stage.named("managed"));
        JsonNode data = yaml(tree, "params.yaml").path("data");

        for (String role : List.of("training", "testing")) {
            JsonNode entry = data.path(role).path(0);
            byte[] bytes = bytes(tree, entry.path("source").asText());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(entry.path("sha256").asText());
        }
    }

    /** The goal exec:exec forgets what it started when Maven is told to end, and adds Maven's own lines to a command's one. */
    @Test
    void makeStartsEveryCommandByFork() {
        List<Stage> stages = Packs.builtIn().named("taxi-duration").stages();
        FileTree tree = tree(stages.get(stages.size() - 1));

        assertThat(paths(tree))
                .filteredOn(path -> path.endsWith(".mk"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(text(tree, path)).doesNotContain("exec:exec"));
        assertThat(text(tree, "pom.xml")).contains("<mainClass>dev.gradus.kit.train.Fork</mainClass>");
    }

    @Test
    void thePipelineHasItsSixStages() throws IOException {
        JsonNode stages = yaml(tree(Stage.named("managed")), "dvc.yaml").path("stages");

        assertThat(stages.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("ingest", "validate", "prepare", "train", "evaluate", "register");
    }

    @Test
    void everyPathThatThePipelineReadsIsThereOrMade() throws IOException {
        FileTree tree = tree(Stage.named("managed"));
        JsonNode stages = yaml(tree, "dvc.yaml").path("stages");

        for (JsonNode stage : stages) {
            for (JsonNode dep : stage.path("deps")) {
                String path = dep.asText();
                boolean made = path.startsWith("build/");
                assertThat(made
                                || paths(tree).stream()
                                        .anyMatch(known -> known.equals(path) || known.startsWith(path + "/")))
                        .as(path)
                        .isTrue();
            }
        }
    }

    @Test
    void listenersNamedAsServicesAreInKit() {
        FileTree tree = tree(Stage.named("managed"));
        String services = text(tree, "model/src/main/resources/META-INF/services/dev.gradus.kit.spi.RunListener");

        assertThat(services.lines()).isNotEmpty().allSatisfy(name -> assertThat(paths(tree))
                .contains("kit/src/main/java/" + name.replace('.', '/') + ".java"));
    }

    @Test
    void theWrapperIsOurs() throws IOException {
        String own = Files.readString(Path.of("../.mvn/wrapper/maven-wrapper.properties"));

        assertThat(text(tree(Stage.ADHOC), ".mvn/wrapper/maven-wrapper.properties"))
                .isEqualTo(own);
    }

    @Test
    void theTeamOwnsTheProject() {
        FileTree tree = tree(Stage.named("managed"));

        assertThat(text(tree, "CODEOWNERS")).contains("* @mobility");
        assertThat(text(tree, ".gradus/project.yaml")).contains("name: city-rides", "team: mobility");
    }

    @Test
    void gitIgnoresWhatIsMadeAndKeepsTheSample(@TempDir Path folder) {
        Git git = new Git(folder);
        git.run("init", "-q");
        write(folder, ".gitignore", text(tree(Stage.named("managed")), ".gitignore"));

        for (String ignored : List.of(
                "build/x",
                "model/target/x",
                "runs/a/run.jsonl",
                "models/m/1/version.json",
                "data/months/x.parquet",
                "data/x.parquet",
                "a.safetensors",
                ".env")) {
            assertThat(git.run("check-ignore", "--no-index", ignored)).isEqualTo(ignored);
        }
        for (String kept : List.of(
                "data/sample/x.parquet",
                "data/README.md",
                "data/SHA256SUMS",
                "data/taxi_zone_lookup.csv",
                "model/src/main/java/A.java",
                "kit/src/main/java/dev/gradus/kit/data/A.java",
                "dvc.lock")) {
            write(folder, kept, "x");
        }
        git.run("add", "-A");
        assertThat(git.run("ls-files").lines()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"City", "-rides", "city--rides", "1rides", "a/b", ""})
    void aNameThatIsNoArtifactIdIsRefused(String name) {
        assertThatThrownBy(() -> new Renderer()
                        .render(Packs.builtIn().named("taxi-duration"), Stage.ADHOC, Map.of("name", name)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("name=\"" + name + "\"");
    }

    @Test
    void noFileSpeaksOfAPlaceholder() {
        FileTree tree = tree(Stage.named("managed"));

        assertThat(paths(tree))
                .filteredOn(path -> path.endsWith(".md") || path.endsWith(".yaml"))
                .allSatisfy(path -> assertThat(text(tree, path))
                        .doesNotContainIgnoringCase("TODO")
                        .doesNotContainIgnoringCase("FIXME")
                        .doesNotContain("SHA_"));
    }

    private static FileTree tree(Stage stage) {
        Render render = new Renderer().render(Packs.builtIn().named("taxi-duration"), stage, ANSWERS);
        return render.tree();
    }

    private static Set<String> paths(FileTree tree) {
        return tree.paths();
    }

    private static byte[] bytes(FileTree tree, String path) {
        return tree.file(path)
                .orElseThrow(() -> new AssertionError("there is no " + path))
                .bytes();
    }

    private static String text(FileTree tree, String path) {
        return new String(bytes(tree, path), StandardCharsets.UTF_8);
    }

    private static JsonNode yaml(FileTree tree, String path) throws IOException {
        return new YAMLMapper().readTree(bytes(tree, path));
    }

    private static void write(Path folder, String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outsideBlock(String readme) {
        int start = readme.indexOf("<!-- gradus:");
        int end = readme.indexOf("<!-- gradus: end -->");
        assertThat(start).isPositive().isLessThan(end);
        return readme.substring(0, start) + readme.substring(end);
    }
}
