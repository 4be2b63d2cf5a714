package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C at any moment: exit code 130, nothing half made, nothing left running. */
@EnabledOnOs(OS.LINUX)
final class InterruptedIT {
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @Test
    void aScaffoldIsMadeWholeOrNotAtAll() throws Exception {
        Path place = Files.createDirectory(folder.resolve("place"));
        for (int after = 100; after <= 2000; after += 150) {
            boolean ended = interrupted(place, after, "new", "rides", "--yes") == ExitCode.DONE;

            if (Files.exists(place.resolve("rides"))) {
                assertThat(place.resolve("rides/.git/HEAD")).exists();
                assertThat(Program.in(place).run("status", "rides").exitCode()).isZero();
                break;
            }
            assertThat(ended).isFalse();
            assertThat(place).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote", "update", "assess"})
    void aRepositoryIsLeftAsItWas(String verb) throws Exception {
        Program.in(folder).run("new", "rides", "--yes");
        Path project = folder.resolve("rides");
        Files.createDirectory(folder.resolve("tmp"));
        SortedMap<String, String> before = Contents.ofRepository(project);
        for (int after = 100; after <= 2500; after += 200) {
            int exitCode = interrupted(project, after, verb);

            SortedMap<String, String> now = Contents.ofRepository(project);
            boolean done = now.keySet().removeIf(path -> path.endsWith("/heads/gradus/promote-managed"));
            assertThat(now).isEqualTo(before);
            assertThat(folder.resolve("tmp")).isEmptyDirectory();
            if (exitCode == ExitCode.DONE || done) {
                break;
            }
        }
        assertThat(Program.in(project).run(verb).exitCode()).isZero();
    }

    @Test
    void theDemoEndsWithAllThatItStarted() throws Exception {
        Path out = folder.resolve("out");
        Process demo = Program.in(folder).hearingCtrlC().start(out, out, "demo", "--dir", "road");
        await().atMost(Duration.ofMinutes(5)).until(() -> demo.descendants().anyMatch(InterruptedIT::trains));
        List<ProcessHandle> started = demo.descendants().toList();

        Program.interrupt(demo);

        assertThat(demo.waitFor()).isEqualTo(INTERRUPTED);
        assertThat(started).hasSizeGreaterThanOrEqualTo(2).noneMatch(ProcessHandle::isAlive);
        assertThat(out).content().doesNotContain("gradus: ").doesNotContain("[ERROR]");
        try (Stream<Path> built = Files.walk(folder.resolve("road/rides"))) {
            assertThat(built.map(Path::toString)).noneMatch(path -> path.endsWith(".part"));
        }
    }

    private static boolean trains(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("com.example.rides.Train --data");
    }

    private int interrupted(Path place, int milliseconds, String... args) throws Exception {
        Path out = folder.resolve("out");
        Process process = Program.in(place)
                .with(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("tmp")))
                .hearingCtrlC()
                .start(out, out, args);
        if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            Program.interrupt(process);
        }
        int exitCode = process.waitFor();
        assertThat(exitCode).as(Files.readString(out)).isIn(ExitCode.DONE, INTERRUPTED);
        assertThat(out).content().doesNotContain("gradus: ");
        return exitCode;
    }
}
