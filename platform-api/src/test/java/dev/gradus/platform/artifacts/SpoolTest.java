package dev.gradus.platform.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
    @TempDir
    Path folder;

    @Test
    void whatComesIsInAFileWithItsDigest() throws IOException {
        try (Spool spool = Spool.open(folder, 100)) {
            Spool.Received received = spool.receive(body("hello"), 5);

            assertThat(received.file()).hasContent("hello");
            assertThat(received.size()).isEqualTo(5);
            assertThat(received.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        }
    }

    @Test
    void whatIsShorterThanItSaidLeavesNothing() throws IOException {
        try (Spool spool = Spool.open(folder, 100)) {
            assertThatThrownBy(() -> spool.receive(body("hello"), 6)).hasMessage("5 bytes came of 6");
            assertThat(uploads()).isEmpty();
        }
    }

    @Test
    void whatIsTooLargeIsRefusedByWhatItSaysAndByWhatItIs() throws IOException {
        try (Spool spool = Spool.open(folder, 100)) {
            for (long declared : List.of(101L, -1L)) {
                assertThatThrownBy(() -> spool.receive(body("a".repeat(101)), declared))
                        .isInstanceOfSatisfying(MlflowProblem.class, problem -> assertThat(problem.code())
                                .isEqualTo(ErrorCode.MAX_BLOCK_SIZE_EXCEEDED));
            }
            assertThat(uploads()).isEmpty();
        }
    }

    @Test
    void moreThanTheDiskHoldsIsRefusedBeforeItIsRead() throws IOException {
        try (Spool spool = Spool.open(folder, Long.MAX_VALUE)) {
            long all = Files.getFileStore(folder).getTotalSpace();
            assertThatThrownBy(() -> spool.receive(body("hello"), all))
                    .isInstanceOfSatisfying(MlflowProblem.class, problem -> assertThat(problem.code())
                            .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED));
        }
    }

    @Test
    void theNextProcessSweepsWhatAKilledOneLeft() throws IOException {
        Path left = Files.createDirectories(folder.resolve("killed"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(left.resolve("half"), "hal");

        try (Spool spool = Spool.open(folder, 100)) {
            assertThat(left).doesNotExist();
            assertThat(spool.receive(body("a"), -1).file()).exists();
        }
        try (Stream<Path> rest = Files.list(folder)) {
            assertThat(rest.filter(Files::isDirectory)).isEmpty();
        }
    }

    private List<Path> uploads() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
