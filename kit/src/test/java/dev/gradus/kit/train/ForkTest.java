package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {

    @TempDir
    Path folder;

    /** Says in a file how it was started. */
    static final class Witness {
        private Witness() {}

        public static void main(String[] args) throws IOException {
            Files.write(Path.of(args[0]), List.of(System.getenv("OMP_NUM_THREADS"), System.getProperty("of"), args[1]));
        }
    }

    @Test
    void variablesOptionsAndArgumentsReachTheCommand() {
        Path said = folder.resolve("said.txt");

        Fork.main(new String[] {
            "OMP_NUM_THREADS=3", "-Dof=rides", Witness.class.getName(), said.toString(), "--contract=pre-trip"
        });

        assertThat(said).content().hasLineCount(3).contains("3", "rides", "--contract=pre-trip");
    }
}
