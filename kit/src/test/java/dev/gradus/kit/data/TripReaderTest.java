package dev.gradus.kit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TripReaderTest {

    @TempDir
    Path folder;

    private final List<TripRow> rides = new ArrayList<>();

    @Test
    void aRideIsReadAsItsFileHasIt() {
        read(Parquet.RIDE);

        assertThat(rides)
                .containsExactly(new TripRow(
                        0,
                        LocalDateTime.of(2021, 1, 1, 10, 0),
                        LocalDateTime.of(2021, 1, 1, 10, 10),
                        74,
                        75,
                        1.5,
                        2,
                        1,
                        1,
                        1,
                        1,
                        false));
        assertThat(rides.get(0).minutes()).isEqualTo(10);
    }

    @Test
    void rowsComeInTheFilesOrder() {
        read("SELECT * REPLACE (i::DOUBLE AS trip_distance) FROM (%s), range(5000) t(i)".formatted(Parquet.RIDE));

        assertThat(rides).extracting(TripRow::distance).isSorted().hasSize(5000);
        assertThat(rides).extracting(TripRow::row).isSorted().endsWith(4999L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lpep_dropoff_datetime | TIMESTAMP '2021-01-01 10:00:59'       | shorter than 1 minute",
                "lpep_dropoff_datetime | TIMESTAMP '2021-01-01 09:00:00'       | shorter than 1 minute",
                "lpep_dropoff_datetime | TIMESTAMP '2021-01-01 11:00:01'       | longer than 60 minutes",
                "lpep_dropoff_datetime | CAST(NULL AS TIMESTAMP)               | time missing",
                "PULocationID          | CAST(NULL AS INTEGER)                 | zone missing or unknown",
                "DOLocationID          | 266                                   | zone missing or unknown",
                "trip_distance         | CAST(NULL AS DOUBLE)                  | distance missing",
                "trip_distance         | CAST('nan' AS DOUBLE)                 | distance missing",
                "trip_distance         | CAST(-0.5 AS DOUBLE)                  | distance negative"
            })
    void anUnusableRideIsDroppedWithItsReason(String column, String expression, String reason) {
        DropReport report = read(Parquet.RIDE + " UNION ALL " + Parquet.ride(column, expression));

        assertThat(rides).hasSize(1);
        assertThat(report.read()).isEqualTo(2);
        assertThat(report.dropped()).isEqualTo(Map.of(reason, 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lpep_dropoff_datetime | TIMESTAMP '2021-01-01 10:01:00' |",
                "lpep_dropoff_datetime | TIMESTAMP '2021-01-01 11:00:00' |",
                "trip_distance         | 244152.1::DOUBLE                | distance over 100 miles",
                "trip_distance         | 0::DOUBLE                       | distance zero",
                "passenger_count       | CAST(NULL AS DOUBLE)            | details missing"
            })
    void anOddRideIsKeptAndNoted(String column, String expression, String note) {
        DropReport report = read(Parquet.ride(column, expression));

        assertThat(report.kept()).isOne();
        assertThat(report.noted()).isEqualTo(note == null ? Map.of() : Map.of(note, 1L));
    }

    @Test
    void aPickupOutsideTheFilesMonthIsKeptAndNoted() {
        DropReport report = read("SELECT * REPLACE (TIMESTAMP '2008-12-31 23:00:00' AS lpep_pickup_datetime,"
                + " TIMESTAMP '2008-12-31 23:05:00' AS lpep_dropoff_datetime) FROM (" + Parquet.RIDE + ")");

        assertThat(report.noted()).isEqualTo(Map.of("pickup outside the file's month", 1L));
    }

    @Test
    void yellowExtraReorderedAndRetypedColumnsDoNoHarm() {
        read(
                "SELECT 'x' AS airport_fee, 1.5::FLOAT AS TRIP_DISTANCE, 75.0::DOUBLE AS DOLocationID, 74::BIGINT AS PULocationID,"
                        + " TIMESTAMP '2021-01-01 10:10:00' AS tpep_dropoff_datetime,"
                        + " TIMESTAMP '2021-01-01 10:00:00' AS tpep_pickup_datetime, '3' AS passenger_count, 9 AS ehail_fee");

        TripRow ride = rides.get(0);
        assertThat(ride.distance()).isEqualTo(1.5);
        assertThat(List.of(ride.pickupZone(), ride.dropoffZone(), ride.passengers()))
                .containsExactly(74, 75, 3);
        assertThat(ride.tripType()).isNull();
        assertThat(ride.storeAndForward()).isNull();
    }

    @Test
    void aMissingNeededColumnIsNamedWithItsFile() {
        assertThatThrownBy(() -> read("SELECT * EXCLUDE (trip_distance) FROM (" + Parquet.RIDE + ")"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("green_tripdata_2021-01.parquet has no column trip_distance");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trip_distance | concat('far')",
                "PULocationID | [74]",
                "lpep_pickup_datetime | concat('2021-01-01 10:00:00')"
            })
    void aRetypedNeededColumnIsNamedWithItsFileAndType(String column, String expression) {
        assertThatThrownBy(() -> read(Parquet.ride(column, expression)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("column " + column + " of ")
                .hasMessageContaining("expected");
    }

    @Test
    void aMonthWithoutAUsableRideIsRefused() {
        assertThatThrownBy(() -> read(Parquet.ride("PULocationID", "0")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no usable ride")
                .hasMessageContaining("zone missing or unknown 1");
        assertThatThrownBy(() -> read(Parquet.RIDE + " LIMIT 0")).isInstanceOf(BadInput.class);
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        Path whole = Parquet.write(folder.resolve("whole.parquet"), Parquet.RIDE);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {4, 100, bytes.length - 1}) {
            Path cut = folder.resolve("cut.parquet");
            Files.write(cut, Arrays.copyOf(bytes, length));

            assertThatThrownBy(() -> readAll(cut)).isInstanceOf(BadInput.class).hasMessageContaining("cut.parquet");
        }
    }

    @Test
    void aFileWithADamagedFooterIsRefusedInOneLine() throws IOException {
        Path file = Parquet.write(folder.resolve("damaged.parquet"), Parquet.RIDE);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 60, bytes.length - 8, (byte) 0xff);
        Files.write(file, bytes);

        assertThatThrownBy(() -> readAll(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("damaged.parquet")
                .hasMessageNotContaining("\n");
    }

    @Test
    void somethingElseThanParquetIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.parquet"), "this is no Parquet file at all");

        assertThatThrownBy(() -> readAll(text)).isInstanceOf(BadInput.class).hasMessageContaining("not a Parquet file");
        assertThatThrownBy(() -> readAll(folder)).isInstanceOf(BadInput.class);
    }

    @Test
    void aPathOfOddCharactersStandsForItself() {
        Path odd = Parquet.write(folder.resolve("it's [a] month.parquet"), Parquet.RIDE);

        readAll(odd);

        assertThat(rides).hasSize(1);
    }

    @Test
    void aCsvFileIsReadLikeParquet() {
        Path csv = Parquet.write(folder.resolve("rides.csv"), Parquet.RIDE);

        readAll(csv);

        assertThat(rides).extracting(TripRow::pickupZone).containsExactly(74);
        assertThat(rides.get(0).minutes()).isEqualTo(10);
    }

    @Test
    void atThePickupNeitherEndNorDistanceIsNeeded() {
        Path file = Parquet.write(
                folder.resolve("requests.parquet"),
                "SELECT * EXCLUDE (trip_distance, lpep_dropoff_datetime) FROM (" + Parquet.RIDE + ")");

        TripReader.readAll(file, TripColumn.NEEDED_AT_PICKUP, rides::add);

        assertThat(rides.get(0).minutes()).isNaN();
        assertThat(RideRules.incomplete(rides.get(0), false)).isEmpty();
        assertThat(RideRules.incomplete(rides.get(0), true)).contains("distance missing");
        assertThatThrownBy(() -> TripReader.readAll(file, TripColumn.NEEDED_AFTER_TRIP, rides::add))
                .isInstanceOf(BadInput.class);
    }

    private DropReport read(String query) {
        Path file = Parquet.write(folder.resolve("green_tripdata_2021-01.parquet"), query);
        return TripReader.readRides(TripFile.of(file), rides::add);
    }

    private void readAll(Path file) {
        TripReader.readAll(file, Set.of(TripColumn.PICKUP), rides::add);
    }
}
