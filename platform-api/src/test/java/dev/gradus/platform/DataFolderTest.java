package dev.gradus.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DataFolderTest {
    @Test
    void theEnvironmentNamesIt() {
        assertThat(DataFolder.path(Map.of("GRADUS_DATA", "/srv/../srv/gradus"), "/home/ada", "ada"))
                .isEqualTo(Path.of("/srv/gradus"));
    }

    @Test
    void elseItIsInTheUsersHome() {
        assertThat(DataFolder.path(Map.of("GRADUS_DATA", " "), "/home/ada", "ada"))
                .isEqualTo(Path.of("/home/ada/.gradus"));
    }

    @Test
    void rootsIsWhereOthersReachIt() {
        assertThat(DataFolder.path(Map.of(), "/root", "root")).isEqualTo(Path.of("/var/lib/gradus"));
    }
}
