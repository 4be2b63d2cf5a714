package dev.gradus.kit.train;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripRow;
import java.util.Locale;

/**
 * What a model may know of a ride.
 *
 * <pre>{@code
 * Contract.of("post-trip") == Contract.POST_TRIP
 * }</pre>
 */
public enum Contract {
    /** What is known when the ride begins: the contract for serving. */
    PRE_TRIP,
    /** Also the distance driven and the way of payment, for comparison with published figures. */
    POST_TRIP;

    /** The contract that a person names. */
    public static Contract of(String name) {
        for (Contract contract : values()) {
            if (contract.toString().equals(name)) {
                return contract;
            }
        }
        throw new BadInput("there is no contract \"%s\"".formatted(name), "choose pre-trip or post-trip");
    }

    /** A ride as a model may see it: without its end, and before the trip without what is only known after it. */
    public TripRow visible(TripRow ride) {
        boolean after = this == POST_TRIP;
        return new TripRow(
                ride.row(),
                ride.pickup(),
                null,
                ride.pickupZone(),
                ride.dropoffZone(),
                after ? ride.distance() : null,
                ride.vendor(),
                ride.passengers(),
                ride.rateCode(),
                after ? ride.paymentType() : null,
                ride.tripType(),
                ride.storeAndForward());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
