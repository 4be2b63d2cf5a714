package dev.gradus.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.platform.TestPostgres;
import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExternalDatabaseIT {
    private final DatabaseAddress database = TestPostgres.address();

    @Test
    void oneThatLetsUsInIsTaken() {
        assertThatCode(() -> ExternalDatabase.require(database)).doesNotThrowAnyException();
    }

    @Test
    void aWrongPasswordIsTold() {
        requireLine(new DatabaseAddress(database.url(), "gradus", "geheim"), "the user or the password is wrong");
    }

    @Test
    void anUnknownDatabaseIsTold() {
        requireLine(
                new DatabaseAddress(database.url() + "x", database.user(), database.password()),
                "there is no database");
    }

    @Test
    void aPortWhereNobodyListensIsTold() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        requireLine(
                new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/gradus", "gradus", "geheim"), "refused");
    }

    @Test
    void anotherKindOfUrlIsTold() {
        requireLine(new DatabaseAddress("postgres://127.0.0.1/gradus", "gradus", "geheim"), "jdbc:postgresql://");
    }

    @Test
    void theEnvironmentNamesIt() {
        assertThat(ExternalDatabase.of(Map.of())).isEmpty();
        assertThat(ExternalDatabase.of(Map.of("GRADUS_DB_URL", "jdbc:postgresql://db/g")))
                .contains(new DatabaseAddress("jdbc:postgresql://db/g", "gradus", ""));
    }

    private static void requireLine(DatabaseAddress address, String problem) {
        assertThatThrownBy(() -> ExternalDatabase.require(address))
                .isInstanceOfSatisfying(Halt.class, halt -> assertThat(halt.line())
                        .contains(problem)
                        .contains(" Maybe: ")
                        .doesNotContain("geheim")
                        .hasLineCount(1));
    }
}
