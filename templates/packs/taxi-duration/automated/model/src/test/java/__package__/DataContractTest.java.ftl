package [=package];

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradus.kit.contract.DataContract;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.spi.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract lets the sample in, and no batch in which rides and durations no longer belong together. */
class DataContractTest {

    private static final String CONTRACT = "contracts/trip.schema.json";
    private static final TripFile JANUARY = TripFile.of(Path.of("../data/sample/green_tripdata_2021-01.parquet"));
    private static final TripFile FEBRUARY = TripFile.of(Path.of("../data/sample/green_tripdata_2021-02.parquet"));

    @TempDir
    Path project;

    @BeforeEach
    void takeTheContract() throws IOException {
        Files.createDirectories(project.resolve("contracts"));
        Files.copy(Path.of("..").resolve(CONTRACT), project.resolve(CONTRACT));
    }

    @Test
    void theSampleIsAccepted() {
        assertDoesNotThrow(() -> new DataContract().check(project, List.of(JANUARY), List.of(FEBRUARY)));
        assertTrue(Files.exists(project.resolve("build/contract.json")));
    }

    @Test
    void durationsOfOtherRidesAreRefused() {
        TripFile poisoned = PoisonedBatch.of(JANUARY, project);

        Refused refusal = assertThrows(
                Refused.class, () -> new DataContract().check(project, List.of(poisoned), List.of(FEBRUARY)));

        assertTrue(refusal.getMessage().contains("milesPerHour: quantile"), refusal.getMessage());
    }
}
