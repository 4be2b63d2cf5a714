package dev.gradus.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlatformIT {
    @Test
    void aServerOverAnEmptyDatabaseIsReadyAndPrintsItsTokenOnce() {
        var database = TestPostgres.database();
        try (RunningPlatform first = RunningPlatform.start(database)) {
            assertThat(first.adminToken()).startsWith("gradus_");
            assertThat(first.get("/version").body()).startsWith("3.17");
        }
        try (RunningPlatform second = RunningPlatform.start(database)) {
            assertThat(second.log()).doesNotContain("gradus_");
        }
    }
}
