package dev.gradus.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Months that differ by a year, by a wave of infections and by how many details drivers enter: all are what the contract says. */
@EnabledIfEnvironmentVariable(named = "GRADUS_TLC", matches = ".+")
class ContractMonthsIT {

    @ParameterizedTest
    @ValueSource(strings = {"2021-01", "2021-02", "2021-03", "2022-01", "2022-02", "2022-03"})
    void aRealMonthKeepsTheContract(String month) {
        TripSchema schema = TripSchema.read(Path.of("../templates/packs/taxi-duration/automated"));
        TripFile file = TripFiles.of(Path.of("")).find(month).get(0);

        FileReport report = FileReport.of(schema, "training", file);

        assertThat(report.findings()).isEmpty();
        assertThat(report.summary().rows()).isGreaterThan(60_000);
    }
}
