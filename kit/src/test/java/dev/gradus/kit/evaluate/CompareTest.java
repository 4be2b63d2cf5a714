package dev.gradus.kit.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.tracking.RecordedRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {

    @Test
    void theBestRunIsMarked() {
        String table = RunTable.of(List.of(
                run("aaaaaaaa1", 1, "FINISHED", "d1", 6.10),
                run("bbbbbbbb2", 2, "FINISHED", "d1", 5.95),
                run("cccccccc3", 3, "FINISHED", "d1", 6.02)));

        assertThat(table.lines().filter(line -> line.startsWith("* ")).findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "* bbbbbbbb  2026-01-02 12:00  9a28e8e0   1c22aa90  d1        pre-trip   FINISHED      5.95       -    9.31"));
    }

    @Test
    void aRunTestedOnOtherRidesDoesNotCompete() {
        RecordedRun easy = run("aaaaaaaa1", 1, "FINISHED", "d0", 2.0);
        RecordedRun newest = run("bbbbbbbb2", 2, "FINISHED", "d1", 5.95);

        assertThat(RunTable.best(List.of(easy, newest))).contains(newest);
    }

    @Test
    void aRunThatFailedOrWasKilledIsListedAndNeverTheBest() {
        RecordedRun killed = run("aaaaaaaa1", 1, "UNFINISHED", "d1", 1.0);
        RecordedRun failed = run("bbbbbbbb2", 2, "FAILED", "d1", 1.0);
        RecordedRun ended = run("cccccccc3", 3, "FINISHED", "d1", 6.0);

        assertThat(RunTable.best(List.of(killed, failed, ended))).contains(ended);
        assertThat(RunTable.of(List.of(killed, failed, ended))).contains("aaaaaaaa", "bbbbbbbb");
    }

    @Test
    void runsWithoutMeasuresHaveNoBest() {
        RecordedRun bare = new RecordedRun(
                "a",
                Instant.EPOCH,
                "UNFINISHED",
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());

        assertThat(RunTable.best(List.of(bare))).isEmpty();
        assertThat(RunTable.of(List.of(bare))).contains("UNFINISHED");
    }

    @Test
    void aFolderWithoutRunsSaysHowToMakeOne(@TempDir Path folder) {
        assertThatThrownBy(() -> Compare.table(folder.resolve("runs")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no run in");
    }

    private static RecordedRun run(String id, int day, String status, String tests, double rmse) {
        return new RecordedRun(
                id,
                Instant.parse("2026-01-0" + day + "T12:00:00Z"),
                status,
                new TreeMap<>(),
                new TreeMap<>(Map.of(
                        "mlflow.source.git.commit", "9a28e8e0" + "0".repeat(32),
                        "gradus.data.digest", "sha256:1c22aa90",
                        "gradus.contract", "pre-trip")),
                new TreeMap<>(Map.of("rmse", rmse, "baseline.linear.rmse", 9.31)),
                new TreeMap<>(Map.of("test.parquet", "sha256:" + tests)),
                new TreeMap<>());
    }
}
