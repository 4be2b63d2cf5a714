package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripRow;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSplitTest {

    private static final TripFile JANUARY = file("green_tripdata_2021-01.parquet");
    private static final TripFile FEBRUARY = file("green_tripdata_2021-02.parquet");
    private static final TripFile NEXT_YEAR = file("green_tripdata_2022-01.parquet");

    @Test
    void ofSeveralMonthsTheFirstIsLearntFromAndTheSecondMeasuredOn() {
        DataSplit split = DataSplit.of(List.of(JANUARY, FEBRUARY, NEXT_YEAR), List.of());

        assertThat(split.training()).containsExactly(JANUARY);
        assertThat(split.testing()).containsExactly(FEBRUARY);
        assertThat(split.learnsFrom(ride("2021-01-31T10:00"))).isTrue();
        assertThat(split.measuresOn(ride("2021-02-01T10:00"))).isTrue();
    }

    @Test
    void withATestNamedAllOthersAreLearntFrom() {
        DataSplit split = DataSplit.of(List.of(JANUARY, FEBRUARY, NEXT_YEAR), List.of(NEXT_YEAR));

        assertThat(split.training()).containsExactly(JANUARY, FEBRUARY);
        assertThat(split.testNames()).containsExactly("green_tripdata_2022-01.parquet");
    }

    @Test
    void ofOneMonthTheLastSevenDaysAreHeldOut() {
        DataSplit split = DataSplit.of(List.of(FEBRUARY), List.of());

        for (String day : List.of("2021-02-21T23:59", "2021-02-22T00:00", "2021-02-28T12:00")) {
            assertThat(split.learnsFrom(ride(day))).isNotEqualTo(split.measuresOn(ride(day)));
        }
        assertThat(split.learnsFrom(ride("2021-02-21T23:59"))).isTrue();
        assertThat(split.measuresOn(ride("2021-02-22T00:00"))).isTrue();
        assertThat(split.testNames()).containsExactly("green_tripdata_2021-02.parquet from 2021-02-22");
    }

    @Test
    void nothingIsBothLearntFromAndMeasuredOn() {
        assertThatThrownBy(() -> DataSplit.of(List.of(JANUARY), List.of(JANUARY)))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> DataSplit.of(List.of(file("rides.parquet")), List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no month in its name");
    }

    private static TripFile file(String name) {
        return new TripFile(Path.of(name), "sha256:" + name);
    }

    private static TripRow ride(String pickup) {
        return new TripRow(0, LocalDateTime.parse(pickup), null, null, null, null, null, null, null, null, null, null);
    }
}
