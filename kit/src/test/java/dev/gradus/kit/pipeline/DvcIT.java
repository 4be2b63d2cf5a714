package dev.gradus.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside DVC itself: {@code GRADUS_DVC} names its executable. */
class DvcIT {

    private static final String PIPELINE = """
            stages:
              prepare:
                desc: copies a folder with every kind of name
                cmd: mkdir -p build/data && cp -R 'raw data/.' build/data
                deps: [raw data, tool.sh]
                outs:
                - build/data: {cache: false}
              train:
                cmd:
                - sh tool.sh ${training.rate} ${training.seeds[1]} ${training.big} ${training.on} > build/model.txt
                - "echo 'a: b' >> build/model.txt"
                deps: [build/data, tool.sh]
                params: [training, month, day, other.yaml: [k.x]]
                outs:
                - build/model.txt: {cache: false}
                metrics:
                - build/metrics.json: {cache: false, persist: true}
              evaluate:
                wdir: sub
                cmd: cat ../build/model.txt > score.txt
                deps: [../build/model.txt]
                outs:
                - score.txt: {cache: false}
            """;
    private static final String PARAMS = """
            month: '2021-01'
            day: '2021-01-25'
            training: {rate: 2e-3, seeds: [1, 2], tiny: 1e-7, big: 1e20, on: true, off: null, whole: 12345678.0, text: "it's: x",
              number: '3', word: 'null', none: {}, empty: [], deep: {a: [{b: 1, c: [2]}]}}
            """;

    @TempDir
    Path project;

    @BeforeAll
    static void dvcIsThere() {
        if (System.getenv("GRADUS_DVC") == null) {
            if ("1".equals(System.getenv("GRADUS_REQUIRE_PARTS"))) {
                fail("GRADUS_DVC must name the dvc executable");
            }
            abort("GRADUS_DVC does not name a dvc executable");
        }
    }

    @BeforeEach
    void aProject() throws Exception {
        command("git", "init", "-q", ".");
        command(System.getenv("GRADUS_DVC"), "init", "-q");
        write("dvc.yaml", PIPELINE);
        write("params.yaml", PARAMS);
        write("other.yaml", "k: {x: 0.5}\n");
        write("raw data/b.csv", "1\n");
        write("raw data/sub/zoné ∂.csv", "2\n");
        write("raw data/.gitignore", "x\n");
        write("tool.sh", "echo \"$@\"; echo '{}' > build/metrics.json\n");
        write("sub/note", "");
        assertThat(project.resolve("tool.sh").toFile().setExecutable(true)).isTrue();
    }

    @Test
    void dvcFindsNothingToDoAfterOurRun() throws Exception {
        run();

        assertThat(status()).isEqualTo("{}");
    }

    @Test
    void weFindNothingToDoAfterDvcsRun() throws Exception {
        command(System.getenv("GRADUS_DVC"), "repro", "-q");

        assertThat(new Runner(project, quiet()).changed(List.of())).isEmpty();
    }

    @Test
    void bothWriteTheSameLock() throws Exception {
        run();
        String ours = Files.readString(project.resolve("dvc.lock"));
        Files.delete(project.resolve("dvc.lock"));

        command(System.getenv("GRADUS_DVC"), "repro", "-q");

        assertThat(ours).isEqualTo(Files.readString(project.resolve("dvc.lock")));
    }

    @ParameterizedTest
    @CsvSource({
        "raw data/new.csv, 3",
        "tool.sh, echo other; echo '{}' > build/metrics.json",
        "params.yaml, 'month: 2021-02\nday: x\ntraining: {rate: 0.1, seeds: [1, 2], big: 1, on: false}'",
        "build/model.txt, edited",
        "build/data/b.csv, edited",
        "other.yaml, 'k: {x: 0.25}'"
    })
    void bothNameTheSameChangedStages(String path, String content) throws Exception {
        run();

        write(path, content + "\n");

        List<String> dvc = new ArrayList<>();
        new ObjectMapper().readTree(status()).fieldNames().forEachRemaining(dvc::add);
        assertThat(new TreeSet<>(new Runner(project, quiet()).changed(List.of()).keySet()))
                .isNotEmpty()
                .isEqualTo(new TreeSet<>(dvc));
    }

    private void run() {
        new Runner(project, quiet()).run(List.of(), false);
    }

    private static PrintStream quiet() {
        return new PrintStream(OutputStream.nullOutputStream(), true, java.nio.charset.StandardCharsets.UTF_8);
    }

    private String status() throws Exception {
        return command(System.getenv("GRADUS_DVC"), "status", "--json").strip();
    }

    private String command(String... command) throws Exception {
        Path errors = Files.createTempFile("dvc", ".err");
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output + Files.readString(errors)).isZero();
        return output;
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(project.resolve(path).getParent());
        Files.writeString(project.resolve(path), text);
    }
}
