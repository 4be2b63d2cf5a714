package dev.gradus.kit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FederalHolidaysTest {

    @Test
    void theYear2021HasItsElevenHolidays() {
        assertThat(LocalDate.of(2021, 1, 1)
                        .datesUntil(LocalDate.of(2022, 1, 1))
                        .filter(FederalHolidays::isHoliday)
                        .map(LocalDate::toString))
                .containsExactly(
                        "2021-01-01",
                        "2021-01-18",
                        "2021-02-15",
                        "2021-05-31",
                        "2021-06-19",
                        "2021-07-04",
                        "2021-09-06",
                        "2021-10-11",
                        "2021-11-11",
                        "2021-11-25",
                        "2021-12-25");
    }
}
