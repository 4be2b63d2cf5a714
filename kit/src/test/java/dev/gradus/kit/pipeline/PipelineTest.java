package dev.gradus.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisabledOnOs(OS.WINDOWS)
class PipelineTest {

    private static final String TWO_STAGES = """
            stages:
              prepare:
                cmd: tr a-z A-Z < raw.txt > build/prepared.txt
                deps: [raw.txt]
                outs:
                - build/prepared.txt: {cache: false}
              train:
                cmd:
                - mkdir -p build/model
                - head -c ${training.bytes} build/prepared.txt > build/model/weights
                deps: [build/prepared.txt]
                params: [training.bytes]
                outs: [build/model]
            """;

    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void twoStages() {
        write("dvc.yaml", TWO_STAGES);
        write("params.yaml", "training: {bytes: 3}\n");
        write("raw.txt", "rides\n");
    }

    @Test
    void theFirstRunRunsEveryStageInOrder() {
        assertThat(run()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence("prepare: runs (it has not run yet)", "train: runs", "Ran prepare, train.");
        assertThat(project.resolve("build/model/weights")).hasContent("RID");
    }

    @Test
    void aSecondRunDoesNothingAndSaysSo() {
        run();
        String lock = read("dvc.lock");

        assertThat(run()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("Everything is up to date: nothing was run.\n");
        assertThat(read("dvc.lock")).isEqualTo(lock);
    }

    @Test
    void aChangedParameterRunsOnlyTheStageThatReadsIt() {
        run();
        write("params.yaml", "training: {bytes: 4}\n");

        run();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("prepare: up to date", "train: runs (cmd, params training.bytes)", "Ran train.");
        assertThat(project.resolve("build/model/weights")).hasContent("RIDE");
    }

    @Test
    void aStageWhoseInputsCameOutTheSameIsNotRunAgain() {
        run();
        write("raw.txt", "RIDES\n");

        run();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("prepare: runs (deps raw.txt)", "train: up to date", "Ran prepare.");
    }

    @Test
    void aDeletedOutputIsMadeAgain() throws IOException {
        run();
        Files.delete(project.resolve("build/prepared.txt"));

        run();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("prepare: runs (outs build/prepared.txt (gone))", "train: up to date");
    }

    @Test
    void whatAnEarlierRunLeftInAnOutputIsCleared() {
        run();
        write("build/model/stray", "x");

        run();

        assertThat(project.resolve("build/model/stray")).doesNotExist();
    }

    @Test
    void theLockIsWrittenAsDvcWritesIt() {
        run();

        assertThat(read("dvc.lock")).isEqualTo("""
                schema: '2.0'
                stages:
                  prepare:
                    cmd: tr a-z A-Z < raw.txt > build/prepared.txt
                    deps:
                    - path: raw.txt
                      hash: md5
                      md5: bcd7b5229889c9c47d4dde7008d4b969
                      size: 6
                    outs:
                    - path: build/prepared.txt
                      hash: md5
                      md5: 4041c18ad05306ac1cb21d70679aa84d
                      size: 6
                  train:
                    cmd:
                    - mkdir -p build/model
                    - head -c 3 build/prepared.txt > build/model/weights
                    deps:
                    - path: build/prepared.txt
                      hash: md5
                      md5: 4041c18ad05306ac1cb21d70679aa84d
                      size: 6
                    params:
                      params.yaml:
                        training.bytes: 3
                    outs:
                    - path: build/model
                      hash: md5
                      md5: b1555726d5dd2b9e3c1c4c7693b56fb6.dir
                      size: 3
                      nfiles: 1
                """);
    }

    @Test
    void aFailingStageGivesOneLineWithItsExitCodeAndStopsTheRest() {
        write("dvc.yaml", TWO_STAGES.replace("tr a-z A-Z < raw.txt > build/prepared.txt", "exit 7"));

        assertThat(run()).isEqualTo(7);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .contains("stage \"prepare\" failed with exit code 7");
        assertThat(project.resolve("dvc.lock")).doesNotExist();
    }

    @Test
    void afterAFailureTheNextRunGoesOnWhereItStopped() {
        write("dvc.yaml", TWO_STAGES.replace("mkdir -p build/model", "false"));
        run();
        write("dvc.yaml", TWO_STAGES);
        out.reset();

        assertThat(run()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("prepare: up to date", "Ran train.");
    }

    @Test
    void anInputEditedWhileItsStageRunsMakesTheStageRunAgain() {
        write("dvc.yaml", """
                stages:
                  prepare:
                    cmd: cp raw.txt copy.txt && echo more >> raw.txt
                    deps: [raw.txt]
                    outs: [copy.txt]
                """);
        run();
        out.reset();

        run("--dry");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("prepare: changed (deps raw.txt)");
    }

    @Test
    void aDryRunNamesWhatChangedAndRunsNothing() {
        run();
        write("raw.txt", "other\n");
        out.reset();

        assertThat(run("--dry")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                prepare: changed (deps raw.txt)
                A run starts with these and may reach: prepare, train
                """);
        assertThat(project.resolve("build/prepared.txt")).hasContent("RIDES");
    }

    @Test
    void forceRunsEverythingAgain() {
        run();

        run("--force");

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("Ran prepare, train.\n");
    }

    @Test
    void aTargetRunsOnlyWhatItNeeds() {
        run("prepare");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Ran prepare.")
                .doesNotContain("train");
    }

    @Test
    void stagesGetTheOptionsAndClassPathOfThisProcess() {
        run();

        assertThat(read("build/java.args")).isEqualTo("\"-Xmx1g\"\n\"-cp\"\n\"a.jar:C:\\\\b.jar\"\n");
    }

    @Test
    void aFrozenStageIsNeverRun() {
        write("dvc.yaml", TWO_STAGES.replace("    deps: [raw.txt]", "    frozen: true\n    deps: [raw.txt]"));
        write("build/prepared.txt", "by hand");

        run();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("prepare: frozen", "Ran train.");
        assertThat(project.resolve("build/prepared.txt")).hasContent("by hand");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "stages: {a: {cmd: x, foreach: [1]}}",
                        "stage \"a\" uses \"foreach\", which this runner does not support"),
                Arguments.of("stages: {a: {cmd: x, matrix: {}}}", "stage \"a\" uses \"matrix\""),
                Arguments.of("vars: [a]\nstages: {a: {cmd: x}}", "dvc.yaml uses \"vars\""),
                Arguments.of("stages: {}", "dvc.yaml has no stages"),
                Arguments.of("stages: {a: {deps: [raw.txt]}}", "stage \"a\" has no cmd"),
                Arguments.of("stages: {a: {cmd: x", "dvc.yaml is not valid YAML at line 1"),
                Arguments.of(
                        "stages: {a: {cmd: x, deps: [gone.txt]}}",
                        "stage \"a\" needs \"gone.txt\", which no stage writes"),
                Arguments.of(
                        "stages: {a: {cmd: x, deps: [p], outs: [q]}, b: {cmd: x, deps: [q], outs: [p]}}",
                        "the stages a -> b -> a need each other in a circle"),
                Arguments.of(
                        "stages: {a: {cmd: x, outs: [p]}, b: {cmd: x, outs: [p]}}",
                        "the stages \"a\" and \"b\" both write \"p\""),
                Arguments.of(
                        "stages: {a: {cmd: x, outs: [p]}, b: {cmd: x, outs: [p/q]}}",
                        "the stages \"a\" and \"b\" both write \"p/q\" (one of them as \"p\")"),
                Arguments.of(
                        "stages: {a: {cmd: x, outs: [../p]}}",
                        "stage \"a\" names \"../p\", which is not a path inside the project"),
                Arguments.of("stages: {a: {cmd: x, deps: ['https://a/b']}}", "stage \"a\" names \"https://a/b\""),
                Arguments.of(
                        "stages: {a: {cmd: 'x ${training.epochs}'}}",
                        "stage \"a\" needs the parameter \"training.epochs\", which params.yaml does not have"),
                Arguments.of(
                        "stages: {a: {cmd: 'x ${training}'}}",
                        "stage \"a\" puts \"${training}\" into its text, which is no single value"),
                Arguments.of(
                        "stages: {a: {cmd: x, params: [epochs], outs: [p]}}",
                        "stage \"a\" needs the parameter \"epochs\""),
                Arguments.of(
                        "stages: {a: {cmd: x, params: [{params.yaml: null}]}}",
                        "stage \"a\" takes the whole file params.yaml"),
                Arguments.of("stages: {a: {cmd: 'true', outs: [p]}}", "stage \"a\" did not write \"p\""));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeGivesOneLineThatNamesIt(String yaml, String message) {
        write("dvc.yaml", yaml);

        assertThat(run()).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .contains(message)
                .contains("Maybe: ");
        assertThat(project.resolve("dvc.lock")).doesNotExist();
    }

    @Test
    void anUnknownTargetNamesTheKnownOnes() {
        assertThat(run("trian")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("there is no stage \"trian\"", "take one of prepare, train");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThat(run("--froce")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no option --froce");
    }

    @Test
    void aLockWithConflictMarkersIsRefused() {
        write("dvc.lock", "<<<<<<< ours\nschema: '2.0'\n");

        assertThat(run()).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("dvc.lock is not");
    }

    @Test
    void patternsInDvcignoreAreRefused() {
        write(".dvcignore", "# comment\n*.tmp\n");

        assertThat(run()).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(".dvcignore has patterns");
    }

    @Test
    void aSecondPipelineInTheSameProjectIsRefused() throws Exception {
        Files.createDirectories(project.resolve("build"));
        try (var channel = java.nio.channels.FileChannel.open(
                        project.resolve("build/pipeline.lock"),
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();

            assertThat(run()).isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("another pipeline is running in this project");
    }

    private int run(String... args) {
        return Pipeline.run(
                project,
                List.of("-Xmx1g", "-cp", "a.jar:C:\\b.jar"),
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void write(String path, String text) {
        try {
            Files.createDirectories(project.resolve(path).getParent());
            Files.writeString(project.resolve(path), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String read(String path) {
        try {
            return Files.readString(project.resolve(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
