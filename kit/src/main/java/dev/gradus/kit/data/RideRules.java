package dev.gradus.kit.data;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rides can be learnt from.
 *
 * <p>A ride is dropped when its times are missing, when it took less than 1 or more than 60 minutes, when a zone is missing
 * or outside 1 to 265, or when its distance is missing or negative. A pickup outside the file's month (the records hold some
 * of 2008), a distance of zero or of more than 100 miles, and details the driver did not enter are <em>kept and noted</em>:
 * the published figures for these months count such rides, so a comparison must too, and the features bound their effect.
 *
 * <pre>{@code
 * RideRules.incomplete(row, true)   // Optional[distance missing]
 * }</pre>
 */
public final class RideRules {

    static final double SHORTEST = 1;
    static final double LONGEST = 60;
    static final int ZONES = 265;
    private static final double FAR = 100;

    private RideRules() {}

    static Optional<String> dropped(TripRow ride) {
        double minutes = ride.minutes();
        if (Double.isNaN(minutes)) {
            return Optional.of("time missing");
        }
        if (minutes < SHORTEST) {
            return Optional.of("shorter than 1 minute");
        }
        if (minutes > LONGEST) {
            return Optional.of("longer than 60 minutes");
        }
        return incomplete(ride, true);
    }

    /** Why nothing can be said about a ride, whether or not its end is known. */
    public static Optional<String> incomplete(TripRow ride, boolean withDistance) {
        if (ride.pickup() == null) {
            return Optional.of("time missing");
        }
        if (!isZone(ride.pickupZone()) || !isZone(ride.dropoffZone())) {
            return Optional.of("zone missing or unknown");
        }
        Double distance = ride.distance();
        if (withDistance && (distance == null || !Double.isFinite(distance))) {
            return Optional.of("distance missing");
        }
        if (withDistance && distance != null && distance < 0) {
            return Optional.of("distance negative");
        }
        return Optional.empty();
    }

    static List<String> noted(TripRow ride, Optional<YearMonth> month) {
        List<String> notes = new ArrayList<>();
        LocalDateTime pickup = ride.pickup();
        if (month.isPresent() && pickup != null && !YearMonth.from(pickup).equals(month.get())) {
            notes.add("pickup outside the file's month");
        }
        Double distance = ride.distance();
        if (distance != null && distance == 0) {
            notes.add("distance zero");
        }
        if (distance != null && distance > FAR) {
            notes.add("distance over 100 miles");
        }
        if (ride.passengers() == null) {
            notes.add("details missing");
        }
        return notes;
    }

    private static boolean isZone(@Nullable Integer zone) {
        return zone != null && zone >= 1 && zone <= ZONES;
    }
}
