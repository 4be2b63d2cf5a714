package dev.gradus.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.kit.data.TripRow;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class RepeatedRowsTest {

    private static final int MANY = 200_000;

    @Test
    void fewRowsAreCountedExactly() {
        RepeatedRows rows = new RepeatedRows();
        for (int i = 0; i < 1000; i++) {
            rows.add(ride(i, i % 900));
        }

        assertThat(rows.share()).isEqualTo(0.1);
    }

    @Test
    void manyAreJudgedByASample() {
        RepeatedRows rows = new RepeatedRows();
        for (int i = 0; i < MANY; i++) {
            rows.add(ride(i, i % (MANY - MANY / 20)));
        }

        assertThat(rows.share()).isCloseTo(0.05, within(0.005));
    }

    @Test
    void samplesOfPartsAddUpToThatOfTheWhole() {
        RepeatedRows whole = new RepeatedRows();
        RepeatedRows first = new RepeatedRows();
        RepeatedRows second = new RepeatedRows();
        for (int i = 0; i < MANY; i++) {
            TripRow ride = ride(i, i % (MANY / 2));
            whole.add(ride);
            (i < MANY / 2 ? first : second).add(ride);
        }

        first.add(second);

        assertThat(first.share()).isEqualTo(whole.share()).isEqualTo(0.5);
    }

    @Test
    void differentRidesAreNoRepetitions() {
        RepeatedRows rows = new RepeatedRows();
        for (int i = 0; i < MANY; i++) {
            rows.add(ride(i, i));
        }

        assertThat(rows.share()).isZero();
    }

    /** A ride whose place in the file must not matter. */
    private static TripRow ride(long row, int second) {
        LocalDateTime pickup = LocalDateTime.of(2021, 1, 1, 0, 0).plusSeconds(second);
        return new TripRow(row, pickup, pickup.plusMinutes(10), 74, 75, 1.5, 2, null, null, null, null, null);
    }
}
