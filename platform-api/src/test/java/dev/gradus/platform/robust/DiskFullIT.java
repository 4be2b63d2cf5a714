package dev.gradus.platform.robust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the data folder runs full under load. */
@EnabledOnOs(OS.LINUX)
final class DiskFullIT {
    /** A new database, PostgreSQL's programs and some of its log. */
    private static final String ROOM = "280m";

    @TempDir
    Path folder;

    @Test
    void aFullDiskRefusesWritesAndLosesNoneThatWasAcknowledged() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ledger ledger = new Ledger();
        String token;
        try (SmallDisk disk = SmallDisk.on(folder.resolve("disk"), ROOM)) {
            Map<String, String> data = Map.of("GRADUS_DATA", disk.folder().toString());
            try (RunningPlatform platform = RunningPlatform.start(data)) {
                token = platform.adminToken();
                try (Load load = Load.on(platform.uri(), token, 2, ledger)) {
                    load.awaitRounds(20);
                    disk.fill();
                    Awaitility.await().atMost(Duration.ofSeconds(60)).until(load::refusals, refusals -> refusals > 0);
                }
                assertThat(platform.get("/q/health/live").statusCode()).isEqualTo(200);
                disk.free();
            }
            try (RunningPlatform platform = RunningPlatform.start(data)) {
                ledger.requireEverything(platform.uri(), token);
            }
        }
    }
}
