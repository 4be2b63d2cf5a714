package dev.gradus.kit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published figures count these rides, so that any other rule of dropping would compare with something else. */
@EnabledIfEnvironmentVariable(named = "GRADUS_TLC", matches = ".+")
class WholeMonthsIT {

    @ParameterizedTest
    @CsvSource({"2021-01, 73908", "2021-02, 61921", "2021-03, 80372"})
    void aMonthHasTheRidesThatPublishedFiguresCount(String month, long rides) {
        TripFile file = TripFiles.of(Path.of("")).find(month).get(0);

        DropReport report = TripReader.readRides(file, ride -> {});

        assertThat(report.kept()).isEqualTo(rides);
        assertThat(report.dropped().keySet()).containsExactly("longer than 60 minutes", "shorter than 1 minute");
    }
}
