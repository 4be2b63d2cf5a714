package dev.gradus.kit.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradus.kit.spi.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 64 KiB. */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {

    private static final LogPolicy POLICY =
            new LogPolicy(1 << 20, Duration.ofHours(1), 1 << 30, Duration.ofDays(30), 100);

    @TempDir
    Path disk;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
        assumeTrue(mounted, "no disk can be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void onAFullDiskNothingIsAcknowledgedThatIsNotThereAndNothingHalfIsLeft() throws Exception {
        List<String> ids = new ArrayList<>();
        try (PredictionLog log = PredictionLog.open(disk, POLICY, Clock.systemUTC())) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            ids.addAll(PredictionLogTest.append(log, Prediction.of(i), Prediction.of(i)));
                        }
                    })
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(ids).hasSizeBetween(100, 500);
            assertThat(log.unknown(ids)).isEmpty();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            PredictionLogTest.label(log, new Label(ids.get(0), Instant.EPOCH, 5));
                        }
                    })
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(run("mount", "-o", "remount,size=128k", disk.toString())).isTrue();

            ids.addAll(PredictionLogTest.append(log, Prediction.of(1)));
        }
        List<String> read = new ArrayList<>();
        new LogFiles(disk).predictions(prediction -> read.add(prediction.id()));
        assertThat(read).isEqualTo(ids);
    }
}
