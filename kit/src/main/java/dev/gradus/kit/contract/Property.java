package dev.gradus.kit.contract;

import dev.gradus.kit.data.TripColumn;
import dev.gradus.kit.data.TripRow;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a contract can speak of: the columns of a ride, and what follows from them. */
enum Property {
    PICKUP("pickup", Kind.TIME, TripColumn.PICKUP),
    DROPOFF("dropoff", Kind.TIME, TripColumn.DROPOFF),
    PICKUP_ZONE("pickupZone", Kind.INTEGER, TripColumn.PICKUP_ZONE),
    DROPOFF_ZONE("dropoffZone", Kind.INTEGER, TripColumn.DROPOFF_ZONE),
    DISTANCE("distance", Kind.NUMBER, TripColumn.DISTANCE),
    VENDOR("vendor", Kind.INTEGER, TripColumn.VENDOR),
    PASSENGERS("passengers", Kind.INTEGER, TripColumn.PASSENGERS),
    RATE_CODE("rateCode", Kind.INTEGER, TripColumn.RATE_CODE),
    PAYMENT_TYPE("paymentType", Kind.INTEGER, TripColumn.PAYMENT_TYPE),
    TRIP_TYPE("tripType", Kind.INTEGER, TripColumn.TRIP_TYPE),
    STORE_AND_FORWARD("storeAndForward", Kind.FLAG, TripColumn.STORE_AND_FORWARD),
    HOUR("hour", Kind.INTEGER, null),
    MINUTES("minutes", Kind.NUMBER, null),
    /** Joins distance and duration, which may each look right while they no longer belong together. */
    MILES_PER_HOUR("milesPerHour", Kind.NUMBER, null);

    /** How values are summed up; the words are JSON Schema's types. */
    enum Kind {
        TIME("string"),
        INTEGER("integer"),
        NUMBER("number"),
        FLAG("boolean");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    private final String key;
    private final Kind kind;
    private final @Nullable TripColumn column;

    Property(String key, Kind kind, @Nullable TripColumn column) {
        this.key = key;
        this.kind = kind;
        this.column = column;
    }

    static Optional<Property> named(String key) {
        return Arrays.stream(values())
                .filter(property -> property.key.equals(key))
                .findFirst();
    }

    /** Its name in the contract. */
    String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    /** The file's column that it is; empty for what is computed. */
    Optional<TripColumn> column() {
        return Optional.ofNullable(column);
    }

    /** Its name in the contract, and in files where that is another. */
    String title() {
        return column().map(file -> "%s (%s)".formatted(key, String.join(" or ", file.names())))
                .orElse(key);
    }

    /** The value as a number: times in seconds, flags as 0 and 1, NaN where the row has none. */
    double of(TripRow row) {
        return switch (this) {
            case PICKUP -> seconds(row.pickup());
            case DROPOFF -> seconds(row.dropoff());
            case PICKUP_ZONE -> number(row.pickupZone());
            case DROPOFF_ZONE -> number(row.dropoffZone());
            case DISTANCE -> number(row.distance());
            case VENDOR -> number(row.vendor());
            case PASSENGERS -> number(row.passengers());
            case RATE_CODE -> number(row.rateCode());
            case PAYMENT_TYPE -> number(row.paymentType());
            case TRIP_TYPE -> number(row.tripType());
            case STORE_AND_FORWARD -> flag(row.storeAndForward());
            case HOUR -> hour(row.pickup());
            case MINUTES -> row.minutes();
            case MILES_PER_HOUR -> milesPerHour(row);
        };
    }

    /** A value as a person writes it. */
    String text(double value) {
        return switch (kind) {
            case TIME ->
                LocalDateTime.ofEpochSecond((long) value, 0, ZoneOffset.UTC).toString();
            case INTEGER -> Long.toString((long) value);
            case NUMBER -> String.valueOf(value);
            case FLAG -> value == 1 ? "true" : "false";
        };
    }

    private static double seconds(@Nullable LocalDateTime time) {
        return time == null ? Double.NaN : time.toEpochSecond(ZoneOffset.UTC);
    }

    private static double number(@Nullable Number number) {
        return number == null ? Double.NaN : number.doubleValue();
    }

    private static double flag(@Nullable Boolean flag) {
        return flag == null ? Double.NaN : flag ? 1 : 0;
    }

    private static double hour(@Nullable LocalDateTime time) {
        return time == null ? Double.NaN : time.getHour();
    }

    /** Over less than a minute a speed says little. */
    private static double milesPerHour(TripRow row) {
        double minutes = row.minutes();
        return minutes >= 1 ? number(row.distance()) / (minutes / 60) : Double.NaN;
    }
}
