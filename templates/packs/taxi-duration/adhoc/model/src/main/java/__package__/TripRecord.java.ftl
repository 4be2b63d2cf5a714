package [=package];

import dev.gradus.kit.data.FederalHolidays;
import dev.gradus.kit.data.TripRow;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ride as the model sees it: a row of a file, or a request to a server, with what is unknown made explicit.
 *
 * @param pickup New York's local time
 * @param pickupZone taxi zone, 1 to 265
 * @param dropoffZone taxi zone, 1 to 265
 * @param distance miles by the meter, NaN when not known
 * @param vendor company of the recording device, or {@link #UNKNOWN}
 * @param passengers the driver's count, or {@link #UNKNOWN}
 * @param rateCode 1 to 6, or {@link #UNKNOWN}
 * @param paymentType 1 to 4, or {@link #UNKNOWN}
 * @param tripType 1 hailed, 2 dispatched, or {@link #UNKNOWN}
 * @param storeAndForward whether the record waited in the car for a connection
 * @param minutes how long it took, NaN when not known
 */
public record TripRecord(
        LocalDateTime pickup,
        int pickupZone,
        int dropoffZone,
        double distance,
        int vendor,
        int passengers,
        int rateCode,
        int paymentType,
        int tripType,
        boolean storeAndForward,
        double minutes) {

    /** What the driver did not enter; half of the rides of some months. */
    public static final int UNKNOWN = -1;

    /** The ride of a row that has at least its time and zones. */
    public static TripRecord of(TripRow row) {
        Double distance = row.distance();
        return new TripRecord(
                Objects.requireNonNull(row.pickup(), "pickup"),
                Objects.requireNonNull(row.pickupZone(), "pickupZone"),
                Objects.requireNonNull(row.dropoffZone(), "dropoffZone"),
                distance == null ? Double.NaN : distance,
                known(row.vendor()),
                known(row.passengers()),
                known(row.rateCode()),
                known(row.paymentType()),
                known(row.tripType()),
                Boolean.TRUE.equals(row.storeAndForward()),
                row.minutes());
    }

    /** Whether the driver left out what drivers enter. */
    public boolean detailsMissing() {
        return passengers == UNKNOWN;
    }

    /** The weekday; a holiday has a Sunday's traffic. */
    DayOfWeek day() {
        LocalDate date = pickup.toLocalDate();
        return FederalHolidays.isHoliday(date) ? DayOfWeek.SUNDAY : date.getDayOfWeek();
    }

    private static int known(@Nullable Integer value) {
        return value == null ? UNKNOWN : value;
    }
}
