package dev.gradus.kit.data;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One trip record as its file has it, green or yellow; what the file leaves empty, or has no column for, is null.
 *
 * <p>Columns of money are not read: they follow the meter, which runs with the time that is to be predicted.
 *
 * @param row its place in the file, from 0
 * @param pickup New York's local time
 * @param dropoff New York's local time
 * @param pickupZone taxi zone, 1 to 265, where 264 and 265 mean unknown
 * @param dropoffZone taxi zone
 * @param distance miles by the meter
 * @param vendor which company's device recorded it
 * @param passengers the driver's count
 * @param rateCode 1 standard, 2 JFK, 3 Newark, 4 Nassau or Westchester, 5 negotiated, 6 group
 * @param paymentType 1 card, 2 cash, 3 no charge, 4 dispute
 * @param tripType 1 hailed in the street, 2 dispatched; green only
 * @param storeAndForward whether the record waited in the car for a connection
 */
public record TripRow(
        long row,
        @Nullable LocalDateTime pickup,
        @Nullable LocalDateTime dropoff,
        @Nullable Integer pickupZone,
        @Nullable Integer dropoffZone,
        @Nullable Double distance,
        @Nullable Integer vendor,
        @Nullable Integer passengers,
        @Nullable Integer rateCode,
        @Nullable Integer paymentType,
        @Nullable Integer tripType,
        @Nullable Boolean storeAndForward) {

    private static final double MICROS_PER_MINUTE = 60e6;

    /** Minutes between pickup and drop-off, NaN where one is missing. */
    public double minutes() {
        if (pickup == null || dropoff == null) {
            return Double.NaN;
        }
        Duration duration = Duration.between(pickup, dropoff);
        return (duration.getSeconds() * 1_000_000L + duration.getNano() / 1000) / MICROS_PER_MINUTE;
    }
}
