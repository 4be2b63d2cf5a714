package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.kit.data.TripRow;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ContractTest {

    private static final LocalDateTime PICKUP = LocalDateTime.of(2021, 1, 1, 10, 0);
    private static final TripRow RIDE =
            new TripRow(3, PICKUP, PICKUP.plusMinutes(9), 74, 75, 1.5, 2, 1, 1, 2, 1, false);

    @Test
    void noModelMaySeeTheEndOfARide() {
        assertThat(Contract.POST_TRIP.visible(RIDE))
                .isEqualTo(new TripRow(3, PICKUP, null, 74, 75, 1.5, 2, 1, 1, 2, 1, false));
    }

    @Test
    void beforeTheTripNeitherItsDistanceNorItsPaymentIsKnown() {
        assertThat(Contract.PRE_TRIP.visible(RIDE))
                .isEqualTo(new TripRow(3, PICKUP, null, 74, 75, null, 2, 1, 1, null, 1, false));
    }
}
